/*
title: Care by last review, as the list of looked-after children gives it
*/
-- The list gives the last review alone: the first one if it was held within 20 working days. Earlier lateness
-- cannot be known.
WITH entered AS (
  SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, c.stretch, c.start_date, c.end_date, w.day AS late_from
  FROM care c
  JOIN calendar b ON b.day = c.start_date
  JOIN working_days w ON w.working_day = b.working_day + 21
), last_held AS (
  SELECT e.authority, e.person_id, e.stretch, max(r.review_date) AS review_date
  FROM entered e
  JOIN cla_reviews r ON r.authority = e.authority AND r.person_id = e.person_id
    AND NOT coalesce(r.is_cancelled, false) AND r.review_date >= e.start_date
  GROUP BY e.authority, e.person_id, e.stretch
)
SELECT e.authority, e.row_ref, e.cla_period_id, e.person_id, e.late_from AS expected_from_date,
  CASE
    WHEN l.review_date IS NULL THEN e.late_from
    WHEN l.review_date < e.late_from THEN k.lapses_3m
    ELSE k.lapses_6m
  END AS overdue_date,
  CAST(NULL AS INTEGER) AS late_lapses_date, e.start_date AS from_date, e.end_date AS to_date
FROM entered e
LEFT JOIN last_held l ON l.authority = e.authority AND l.person_id = e.person_id AND l.stretch = e.stretch
LEFT JOIN calendar k ON k.day = l.review_date + 1
