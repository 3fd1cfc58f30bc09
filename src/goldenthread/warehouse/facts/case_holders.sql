/*
title: Social workers who hold cases
row: staff_id
person: false
reads: {involvements: [worker_id, start_date], workforce_spells: [fte]}
intervals: {open: [from_date, to_date]}
breakdowns: [team, worker_role]
columns:
  from_date: {type: date, means: first day on which a case is held}
  to_date: {type: date, means: day on which no case is held any more}
  fte: {type: dec, means: full-time equivalent}
  worker_role: {type: text, means: role of the worker}
  team: {type: text, means: team of the worker, needs: [workforce_spells.team_id]}
said:
  rows: {one: social worker, many: social workers, stock: social workers who hold cases}
  fte: {is: the full-time equivalent}
  worker_role: {is: the worker's role}
  team: {is: the worker's team}
*/
-- The stretches of one employment spell in which at least one case is held, joined where they touch.
WITH ordered AS (
  SELECT *, max(to_day) OVER (
      PARTITION BY authority, staff_id, spell_start ORDER BY from_day, to_day, involvement_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM social_worker_cases
), numbered AS (
  SELECT *, sum(CASE WHEN reached IS NOT NULL AND from_day <= reached THEN 0 ELSE 1 END) OVER (
      PARTITION BY authority, staff_id, spell_start ORDER BY from_day, to_day, involvement_id
    ) AS stretch
  FROM ordered
)
SELECT authority, min(row_ref) AS row_ref, staff_id, max(fte) AS fte, max(worker_role) AS worker_role,
  max(team) AS team, min(from_day) AS from_date, nullif(max(to_day), 100000) AS to_date
FROM numbered
GROUP BY authority, staff_id, spell_start, stretch
