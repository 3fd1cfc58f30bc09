/*
title: Supporting Families concerns
row: form_id
person: false
local: true
reads: {supporting_families_outcomes: [form_date, concern]}
events: [form_date]
breakdowns: [theme, locality, team]
columns:
  form_date: {type: date, means: date of the form}
  theme: {type: text, means: headline concern}
  is_identified: {type: bool, means: the concern was identified, needs: [supporting_families_outcomes.identified]}
  is_positive: {type: bool, means: the outcome was positive, needs: [supporting_families_outcomes.result]}
  locality: {type: text, means: locality of the family, needs: [supporting_families_outcomes.locality_id]}
  team: {type: text, means: team that worked with the family, needs: [supporting_families_outcomes.team_id]}
said:
  rows: {one: concern, many: concerns on Supporting Families forms}
  form_date: {did: dated}
  theme: {is: the concern}
  is_identified: {"yes": the concern was identified, "no": the concern was not identified}
  is_positive: {"yes": the outcome was positive, "no": the outcome was not positive}
*/
SELECT authority, row_ref, form_id, form_date, concern AS theme, identified AS is_identified,
  coalesce(result = 'positive', false) AS is_positive, locality_id AS locality, team_id AS team
FROM supporting_families_outcomes
