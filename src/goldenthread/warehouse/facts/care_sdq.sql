/*
title: Care by last strengths and difficulties score
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], sdq_scores: [completed_date, score]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care with this last score}
  to_date: {type: date, means: day of the next score or of leaving care}
  year_in_care_date:
    type: date
    means: day from which the child has been in care for 12 months
    look_back_in: {"903": 12}
  turns_5_date: {type: date, listed: false, means: fifth birthday, needs: [persons.dob]}
  turns_17_date: {type: date, listed: false, means: seventeenth birthday, needs: [persons.dob]}
  score: {type: int, means: last score}
  lapses_date: {type: date, means: day on which the last score is 12 months old, look_back: 12}
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  year_in_care_date:
    is: the day from which the child has been in care for 12 months
    by: the child has been in care for 12 months
  turns_5_date: {is: the fifth birthday, by: the child is 5 or older}
  turns_17_date: {is: the seventeenth birthday, by: the child is 17 or older, after: the child is under 17}
  score: {is: the last score}
  lapses_date: {is: the day on which the last score is 12 months old, after: the last score is not yet 12 months old}
*/
-- Of two scores on one day the higher id is the last. A questionnaire without a score takes nothing away.
WITH scored AS (
  SELECT authority, person_id, completed_date, score,
    row_number() OVER (
      PARTITION BY authority, person_id, completed_date ORDER BY sdq_id DESC
    ) AS rank_no
  FROM sdq_scores
  WHERE score IS NOT NULL AND completed_date IS NOT NULL
), days AS (
  SELECT authority, person_id, completed_date, score, completed_date AS from_day FROM scored WHERE rank_no = 1
  UNION ALL
  SELECT DISTINCT authority, person_id, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), -100000 FROM care
), spans AS (
  SELECT authority, person_id, completed_date, score, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id,
  greatest(c.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), s.to_day), 100000) AS to_date,
  b.lapses_12m AS year_in_care_date, k.turns_5 AS turns_5_date, k.turns_17 AS turns_17_date,
  s.score, t.lapses_12m AS lapses_date
FROM care c
JOIN spans s ON s.authority = c.authority AND s.person_id = c.person_id
  AND s.from_day < coalesce(c.end_date, 100000) AND s.to_day > c.start_date
JOIN calendar b ON b.day = c.start_date
LEFT JOIN calendar t ON t.day = s.completed_date
LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
LEFT JOIN calendar k ON k.day = p.dob
