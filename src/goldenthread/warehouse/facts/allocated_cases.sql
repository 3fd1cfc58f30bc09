/*
title: Cases held by social workers
row: involvement_id
reads: {involvements: [worker_id, start_date], workforce_spells: [fte]}
intervals: {open: [from_date, to_date]}
breakdowns: [worker_role, team]
columns:
  from_date: {type: date, means: first day of the case with the social worker}
  to_date: {type: date, means: day on which the allocation or the employment ends}
  worker_role: {type: text, means: role of the worker}
  team: {type: text, means: team of the worker, needs: [workforce_spells.team_id]}
said:
  rows: {one: case, many: cases held by social workers, child: children whose case a social worker holds}
  from_date: {is: the first day with the social worker}
  worker_role: {is: the worker's role}
  team: {is: the worker's team}
*/
-- A case is with the worker's team, also where that is unknown: never with the team of the allocation.
SELECT authority, row_ref, involvement_id, person_id, worker_role, coalesce(team, 'unknown') AS team,
  from_day AS from_date, nullif(to_day, 100000) AS to_date
FROM social_worker_cases
