/*
title: Care by last personal education plan
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], cla_education: [start_date, pep_date]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care with this last personal education plan}
  to_date: {type: date, means: day of the next personal education plan or of leaving care}
  expected_from_date: {type: date, means: first day more than 10 working days after entering care}
  school_age_date: {type: date, listed: false, means: start of compulsory school age, needs: [persons.dob]}
  leaves_school_date: {type: date, listed: false, means: day after compulsory school age, needs: [persons.dob]}
  lapses_date:
    type: date
    means: day on which the last personal education plan is older than the last full term
    look_back: 9
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  expected_from_date:
    is: the first day more than 10 working days after coming into care
    by: the child has been in care for more than 10 working days
  school_age_date: {is: the start of compulsory school age, by: the child has reached compulsory school age}
  leaves_school_date:
    is: the day after compulsory school age
    by: compulsory school age is over
    after: compulsory school age is not over
  lapses_date:
    is: the day on which the last personal education plan is older than the last full term
    after: the last personal education plan was reviewed in the current term or the last full one
*/
WITH held AS (
  SELECT DISTINCT authority, person_id, pep_date FROM cla_education WHERE pep_date IS NOT NULL
), days AS (
  SELECT authority, person_id, pep_date, pep_date AS from_day FROM held
  UNION ALL
  SELECT DISTINCT authority, person_id, CAST(NULL AS INTEGER), -100000 FROM care
), spans AS (
  SELECT authority, person_id, pep_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id,
  greatest(c.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), s.to_day), 100000) AS to_date,
  w.day AS expected_from_date, k.school_age AS school_age_date, k.leaves_school AS leaves_school_date,
  t.second_term AS lapses_date
FROM care c
JOIN spans s ON s.authority = c.authority AND s.person_id = c.person_id
  AND s.from_day < coalesce(c.end_date, 100000) AND s.to_day > c.start_date
JOIN calendar b ON b.day = c.start_date
JOIN working_days w ON w.working_day = b.working_day + 11
LEFT JOIN calendar t ON t.day = s.pep_date
LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
LEFT JOIN calendar k ON k.day = p.dob
