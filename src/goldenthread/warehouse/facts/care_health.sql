/*
title: Care by last health assessment
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], cla_health: [check_date]}
needs: {AA: [cla_health.check_type=ha_unspecified]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this last health assessment}
  to_date: {type: date, means: day of the next health assessment, of the fifth birthday or of leaving care}
  expected_from_date: {type: date, means: "day from which a review is expected (12 months in care, under five 6)"}
  lapses_date: {type: date, means: "day on which the last health assessment is out of date (12 months, under five 6)", look_back: 12}
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  expected_from_date:
    is: the day from which a review is expected
    by: "a review is expected (after 12 months in care, or 6 under the age of five)"
  lapses_date:
    is: the day on which the last health assessment is out of date
    after: "the last health assessment is in date (for 12 months, or 6 under the age of five)"
*/
-- Under five the limit is 6 months, from five on 12: care is split at the fifth birthday.
WITH assessed AS (
  SELECT DISTINCT authority, person_id, check_date FROM cla_health
  WHERE check_type IN ('iha', 'rha', 'ha_unspecified') AND status = 'completed' AND check_date IS NOT NULL
), days AS (
  SELECT authority, person_id, check_date, check_date AS from_day FROM assessed
  UNION ALL
  SELECT DISTINCT authority, person_id, CAST(NULL AS INTEGER), -100000 FROM care
), spans AS (
  SELECT authority, person_id, check_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id ORDER BY from_day), 100000) AS to_day
  FROM days
), aged AS (
  SELECT c.*, coalesce(k.turns_5, -100000) AS turns_5
  FROM care c
  LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
  LEFT JOIN calendar k ON k.day = p.dob
), halves AS (
  SELECT authority, person_id, row_ref, cla_period_id, start_date, 6 AS months, start_date AS from_day,
    least(coalesce(end_date, 100000), turns_5) AS to_day
  FROM aged WHERE start_date < turns_5
  UNION ALL
  SELECT authority, person_id, row_ref, cla_period_id, start_date, 12, greatest(start_date, turns_5),
    coalesce(end_date, 100000)
  FROM aged WHERE coalesce(end_date, 100000) > turns_5
)
SELECT h.authority, h.row_ref, h.cla_period_id, h.person_id,
  greatest(h.from_day, s.from_day) AS from_date,
  nullif(least(h.to_day, s.to_day), 100000) AS to_date,
  CASE WHEN h.months = 6 THEN b.lapses_6m ELSE b.lapses_12m END AS expected_from_date,
  CASE WHEN h.months = 6 THEN k.lapses_6m ELSE k.lapses_12m END AS lapses_date
FROM halves h
JOIN spans s ON s.authority = h.authority AND s.person_id = h.person_id
  AND s.from_day < h.to_day AND s.to_day > h.from_day
JOIN calendar b ON b.day = h.start_date
LEFT JOIN calendar k ON k.day = s.check_date
