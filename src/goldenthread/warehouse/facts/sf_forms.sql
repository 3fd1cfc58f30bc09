/*
title: Supporting Families forms
row: form_id
person: false
local: true
reads: {supporting_families_outcomes: [form_date]}
events: [form_date]
breakdowns: [locality, team]
columns:
  form_date: {type: date, means: date of the form}
  positive_outcomes: {type: int, means: different concerns with a positive outcome, needs: [supporting_families_outcomes.result]}
  band:
    type: text
    means: number of different positive outcomes
    values: [none, one_or_two, three_or_more]
    needs: [supporting_families_outcomes.result]
  locality: {type: text, means: locality of the family, needs: [supporting_families_outcomes.locality_id]}
  team: {type: text, means: team that worked with the family, needs: [supporting_families_outcomes.team_id]}
said:
  rows: {one: Supporting Families form, many: Supporting Families forms}
  form_date: {did: dated}
  band: {is: number of different positive outcomes}
*/
WITH forms AS (
  SELECT authority, form_id, min(row_ref) AS row_ref, min(form_date) AS form_date,
    min(locality_id) AS locality, min(team_id) AS team,
    count(DISTINCT CASE WHEN result = 'positive' THEN concern END) AS positive_outcomes
  FROM supporting_families_outcomes
  GROUP BY authority, form_id
)
SELECT authority, row_ref, form_id, form_date, locality, team, positive_outcomes,
  CASE
    WHEN positive_outcomes = 0 THEN 'none'
    WHEN positive_outcomes <= 2 THEN 'one_or_two'
    ELSE 'three_or_more'
  END AS band
FROM forms
