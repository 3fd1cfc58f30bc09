/*
title: Care by last dental check, immunisations and development check
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care with these last checks}
  to_date: {type: date, means: day of the next check or of leaving care}
  year_in_care_date:
    type: date
    means: day from which the child has been in care for 12 months
    look_back_in: {"903": 12}
  turns_5_date: {type: date, listed: false, means: fifth birthday, needs: [persons.dob]}
  dental_lapses_date:
    type: date
    means: day on which the last dental check is 12 months old
    needs: ["cla_health.check_type=dental|cla_annual_health.dental"]
    look_back: 12
  immunisation_lapses_date:
    type: date
    means: day on which the last word that immunisations are up to date is 12 months old
    needs: ["cla_health.check_type=immunisation|cla_annual_health.immunisations"]
    look_back: 12
  development_lapses_date:
    type: date
    means: day on which the last development check is 12 months old
    needs: ["cla_health.check_type=development|cla_annual_health.development"]
    look_back: 12
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  year_in_care_date:
    is: the day from which the child has been in care for 12 months
    by: the child has been in care for 12 months
  turns_5_date: {is: the fifth birthday, by: the child is 5 or older, after: the child is under 5}
  dental_lapses_date:
    is: the day on which the last dental check is 12 months old
    after: the last dental check is not yet 12 months old
  immunisation_lapses_date:
    is: the day on which the last word that immunisations are up to date is 12 months old
    after: immunisations were said to be up to date less than 12 months ago
  development_lapses_date:
    is: the day on which the last development check is 12 months old
    after: the last development check is not yet 12 months old
*/
-- A check is a completed one of that day, or the yes of a yearly return, which speaks for its year's end.
WITH done AS (
  SELECT authority, person_id, check_type, check_date FROM cla_health
  WHERE check_type IN ('dental', 'immunisation', 'development') AND status = 'completed' AND check_date IS NOT NULL
  UNION ALL SELECT authority, person_id, 'dental', year_end FROM cla_annual_health WHERE dental
  UNION ALL SELECT authority, person_id, 'immunisation', year_end FROM cla_annual_health WHERE immunisations
  UNION ALL SELECT authority, person_id, 'development', year_end FROM cla_annual_health WHERE development
), days AS (
  SELECT authority, person_id, check_date AS from_day,
    max(CASE WHEN check_type = 'dental' THEN check_date END) AS dental,
    max(CASE WHEN check_type = 'immunisation' THEN check_date END) AS immunisation,
    max(CASE WHEN check_type = 'development' THEN check_date END) AS development
  FROM done GROUP BY authority, person_id, check_date
  UNION ALL
  SELECT DISTINCT authority, person_id, -100000, CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS INTEGER)
  FROM care
), spans AS (
  SELECT authority, person_id, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id ORDER BY from_day), 100000) AS to_day,
    max(dental) OVER (PARTITION BY authority, person_id ORDER BY from_day) AS dental,
    max(immunisation) OVER (PARTITION BY authority, person_id ORDER BY from_day) AS immunisation,
    max(development) OVER (PARTITION BY authority, person_id ORDER BY from_day) AS development
  FROM days
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id,
  greatest(c.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), s.to_day), 100000) AS to_date,
  b.lapses_12m AS year_in_care_date, k.turns_5 AS turns_5_date, d.lapses_12m AS dental_lapses_date,
  i.lapses_12m AS immunisation_lapses_date, g.lapses_12m AS development_lapses_date
FROM care c
JOIN spans s ON s.authority = c.authority AND s.person_id = c.person_id
  AND s.from_day < coalesce(c.end_date, 100000) AND s.to_day > c.start_date
JOIN calendar b ON b.day = c.start_date
LEFT JOIN calendar d ON d.day = s.dental
LEFT JOIN calendar i ON i.day = s.immunisation
LEFT JOIN calendar g ON g.day = s.development
LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
LEFT JOIN calendar k ON k.day = p.dob
