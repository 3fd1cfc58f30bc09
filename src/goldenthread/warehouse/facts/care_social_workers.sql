/*
title: Care by number of social workers in the last 12 months
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], involvements: [role, start_date, end_date, worker_id]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this number of social workers}
  to_date: {type: date, means: day on which the number changes or care ends}
  workers_12m:
    type: int
    means: different allocated social workers in the last 12 months, before care too
    look_back: 12
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  workers_12m: {is: "the number of different social workers in the last 12 months, before care too,"}
*/
-- A worker is in the window from the start of an allocation until the first day on which its end is no longer
-- within 12 months. An allocation that ends on its first day is duty or cover. Windows of one worker that meet
-- are one, so a running sum over their first and last days counts workers. Two allocations of the same days are
-- one window: of equals the two sums below might take another first.
WITH windows AS (
  SELECT DISTINCT i.authority, i.person_id, i.worker_id, coalesce(i.start_date, -100000) AS from_day,
    CASE WHEN i.end_date IS NULL THEN 100000 ELSE k.lapses_12m END AS to_day
  FROM involvements i
  JOIN (SELECT DISTINCT authority, person_id FROM care) c
    ON c.authority = i.authority AND c.person_id = i.person_id
  LEFT JOIN calendar k ON k.day = i.end_date
  WHERE i.role = 'allocated_worker' AND i.worker_id IS NOT NULL
    AND coalesce(i.start_date, -100000) < coalesce(i.end_date, 100000)
), ordered AS (
  SELECT *, max(to_day) OVER (
      PARTITION BY authority, person_id, worker_id ORDER BY from_day, to_day
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM windows
), numbered AS (
  SELECT *, sum(CASE WHEN from_day <= reached THEN 0 ELSE 1 END) OVER (
      PARTITION BY authority, person_id, worker_id ORDER BY from_day, to_day ROWS UNBOUNDED PRECEDING
    ) AS stretch
  FROM ordered
), known AS (
  SELECT authority, person_id, worker_id, stretch, min(from_day) AS from_day, max(to_day) AS to_day
  FROM numbered GROUP BY authority, person_id, worker_id, stretch
), steps AS (
  SELECT authority, person_id, from_day AS day, 1 AS step FROM known
  UNION ALL
  SELECT authority, person_id, to_day, -1 FROM known WHERE to_day < 100000
), days AS (
  SELECT authority, person_id, day, sum(step) AS step FROM steps GROUP BY authority, person_id, day
  UNION ALL
  SELECT DISTINCT authority, person_id, -100000, 0 FROM care
), counted AS (
  SELECT authority, person_id, day AS from_day,
    coalesce(lead(day) OVER (PARTITION BY authority, person_id ORDER BY day), 100000) AS to_day,
    sum(step) OVER (PARTITION BY authority, person_id ORDER BY day) AS workers_12m
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, n.workers_12m,
  greatest(c.start_date, n.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), n.to_day), 100000) AS to_date
FROM care c
JOIN counted n ON n.authority = c.authority AND n.person_id = c.person_id
  AND n.from_day < coalesce(c.end_date, 100000) AND n.to_day > c.start_date
