/*
title: Core groups
row: core_group_id
reads: {core_groups: [held_date]}
events: [held_date]
breakdowns: [stage]
columns:
  held_date: {type: date, means: date of the core group}
  stage:
    type: text
    means: whether it is the first after the conference
    needs: [core_groups.is_first]
    values: [first, subsequent]
said:
  rows: {one: core group, many: core groups}
  held_date: {did: held}
  stage: {is: whether it is the first after the conference}
*/
SELECT authority, row_ref, core_group_id, person_id, held_date,
  CASE WHEN is_first THEN 'first' ELSE 'subsequent' END AS stage
FROM core_groups
