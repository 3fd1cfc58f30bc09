/*
title: Cases held by social workers
row: involvement_id
reads: {involvements: [worker_id, start_date], workforce_spells: [fte]}
intervals: {open: [from_date, to_date]}
breakdowns: [worker_role, team]
columns:
  from_date: {type: date, means: first day of the case with the social worker}
  to_date: {type: date, means: day on which the allocation or the employment ends}
  is_disabled: {type: bool, means: "a disability of the child is recorded, whenever", needs: [disabilities.disability]}
  worker_role: {type: text, means: role of the worker}
  team: {type: text, means: team of the worker, needs: [workforce_spells.team_id]}
said:
  rows: {one: case, many: cases held by social workers, child: children whose case a social worker holds}
  from_date: {is: the first day with the social worker}
  is_disabled: {"yes": a disability of the child is recorded, "no": no disability of the child is recorded}
  worker_role: {is: the worker's role}
  team: {is: the worker's team}
*/
-- A case is with the worker's team, also where that is unknown: never with the team of the allocation.
SELECT s.authority, s.row_ref, s.involvement_id, s.person_id, d.person_id IS NOT NULL AS is_disabled,
  s.worker_role, coalesce(s.team, 'unknown') AS team, s.from_day AS from_date, nullif(s.to_day, 100000) AS to_date
FROM social_worker_cases s
LEFT JOIN (SELECT DISTINCT authority, person_id FROM disabilities WHERE disability <> 'NONE') d
  ON d.authority = s.authority AND d.person_id = s.person_id
