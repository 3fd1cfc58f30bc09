/*
title: Care by number of placements in the last 12 months
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this number of placements}
  to_date: {type: date, means: day on which the number changes or care ends}
  placements_12m:
    type: int
    means: placements in the last 12 months, the one open at their start too
    needs: ["placements.carer_spell_id|cla_periods.placements_12m_reported"]
    look_back: 12
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  placements_12m: {is: "the number of placements in the last 12 months, with the one open at their start,"}
*/
-- A placement here is a carer spell of a day or more. It is in the window from its start until the first day
-- on which its end is no longer within 12 months, so a running sum over those two days counts it.
WITH spells AS (
  SELECT authority, person_id, carer_spell_id, min(start_date) AS start_date,
    nullif(max(coalesce(end_date, 100000)), 100000) AS end_date
  FROM placements
  WHERE carer_spell_id IS NOT NULL
  GROUP BY authority, person_id, carer_spell_id
), steps AS (
  SELECT authority, person_id, start_date AS day, 1 AS step
  FROM spells WHERE end_date IS NULL OR end_date <> start_date
  UNION ALL
  SELECT s.authority, s.person_id, k.lapses_12m, -1
  FROM spells s JOIN calendar k ON k.day = s.end_date
  WHERE s.end_date <> s.start_date
), days AS (
  SELECT authority, person_id, day, sum(step) AS step FROM steps GROUP BY authority, person_id, day
  UNION ALL
  SELECT DISTINCT authority, person_id, -100000, 0 FROM care
), counted AS (
  SELECT authority, person_id, day AS from_day,
    coalesce(lead(day) OVER (PARTITION BY authority, person_id ORDER BY day), 100000) AS to_day,
    sum(step) OVER (PARTITION BY authority, person_id ORDER BY day) AS placements_12m
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, n.placements_12m,
  greatest(c.start_date, n.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), n.to_day), 100000) AS to_date
FROM care c
JOIN counted n ON n.authority = c.authority AND n.person_id = c.person_id
  AND n.from_day < coalesce(c.end_date, 100000) AND n.to_day > c.start_date
