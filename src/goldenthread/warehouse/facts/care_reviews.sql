/*
title: Care by reviews held
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], cla_reviews: [review_date]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care with this last review}
  to_date: {type: date, means: day of the next review or of leaving care}
  expected_from_date: {type: date, means: first day more than 20 working days after entering care}
  overdue_date:
    type: date
    means: "first day on which the next review is late (after 20 working days, then 3 months, then 6)"
    look_back: 24
    reported: {AA: cla_reviews.review_date}
  late_lapses_date: {type: date, means: day on which the last review that was late is 12 months ago}
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  expected_from_date:
    is: the first day more than 20 working days after coming into care
    by: the child has been in care for more than 20 working days
  overdue_date:
    is: the first day on which the next review is late
    by: a review is overdue
    after: "no review is overdue (the first after 20 working days, the second after 3 months, then 6)"
  late_lapses_date:
    is: the day on which the last late review is 12 months ago
    unknown: no review was late
    by: the last late review was 12 months ago or more
*/
-- Months between reviews are counted back from the later one: it is late from the first day on which so many
-- months before lie after the review before, which is the lapse of the day after that review.
-- The yearly return lists the reviews of its year alone. Of care that began before the first review or end of an
-- episode in it, the first review listed need not be the first held: it is taken to follow others, 6 months after
-- the one before.
WITH listed AS (
  SELECT authority, min(day) AS first_day FROM (
    SELECT authority, review_date AS day FROM cla_reviews WHERE source_std = '903' AND review_date IS NOT NULL
    UNION ALL
    SELECT authority, end_date FROM cla_episodes WHERE source_std = '903' AND end_date IS NOT NULL
  ) d
  GROUP BY authority
), entered AS (
  SELECT c.authority, c.person_id, c.stretch, c.start_date, c.end_date, w.day AS late_from,
    coalesce(c.start_date < l.first_day, false) AS began_before
  FROM care c
  LEFT JOIN listed l ON l.authority = c.authority
  JOIN calendar b ON b.day = c.start_date
  JOIN working_days w ON w.working_day = b.working_day + 21
), held AS (
  SELECT DISTINCT e.authority, e.person_id, e.stretch, e.late_from, e.began_before, r.review_date
  FROM entered e
  JOIN cla_reviews r ON r.authority = e.authority AND r.person_id = e.person_id
    AND NOT coalesce(r.is_cancelled, false)
    AND r.review_date >= e.start_date AND r.review_date < coalesce(e.end_date, 100000)
), numbered AS (
  SELECT h.*, row_number() OVER (PARTITION BY authority, person_id, stretch ORDER BY review_date) AS review_no
  FROM held h
), due AS (
  SELECT n.*,
    CASE WHEN n.review_no = 1 AND NOT n.began_before THEN k.lapses_3m ELSE k.lapses_6m END AS next_late
  FROM numbered n
  JOIN calendar k ON k.day = n.review_date + 1
), days AS (
  SELECT authority, person_id, stretch, -100000 AS from_day, late_from AS overdue_date,
    CAST(NULL AS INTEGER) AS late_date
  FROM entered
  UNION ALL
  SELECT authority, person_id, stretch, review_date, next_late,
    CASE WHEN review_date >= coalesce(
      lag(next_late) OVER (PARTITION BY authority, person_id, stretch ORDER BY review_date),
      CASE WHEN began_before THEN 100000 ELSE late_from END
    ) THEN review_date END
  FROM due
), spans AS (
  SELECT authority, person_id, stretch, from_day, overdue_date,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, stretch ORDER BY from_day), 100000) AS to_day,
    max(late_date) OVER (PARTITION BY authority, person_id, stretch ORDER BY from_day) AS late_date
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, e.late_from AS expected_from_date, s.overdue_date,
  k.lapses_12m AS late_lapses_date,
  greatest(c.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), s.to_day), 100000) AS to_date
FROM care c
JOIN entered e ON e.authority = c.authority AND e.person_id = c.person_id AND e.stretch = c.stretch
JOIN spans s ON s.authority = c.authority AND s.person_id = c.person_id AND s.stretch = c.stretch
  AND s.from_day < coalesce(c.end_date, 100000) AND s.to_day > c.start_date
LEFT JOIN calendar k ON k.day = s.late_date
