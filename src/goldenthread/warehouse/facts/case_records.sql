/*
title: Open cases by the last update of each record
row: case_id
keys: [case_id]
reads:
  case_records: [record_type, updated_date]
  cin_plans: [start_date, end_date]
  cp_plans: [start_date, end_date]
  cla_periods: [start_date, end_date, is_short_breaks]
made_of: [cin_plans, cp_plans, cla_periods]
intervals: {open: [from_date, to_date]}
breakdowns: [record_type]
columns:
  from_date: {type: date, means: first day of the case with this last update}
  to_date: {type: date, means: day of the next update or end of the case}
  record_type: {type: text, means: kind of record, values: [case_summary, chronology, cultural_genogram]}
  opened_date: {type: date, means: first day of the case}
  updated_date: {type: date, means: last update of the record, look_back: 6}
said:
  rows: {one: record of a case, many: records of open cases, child: children with an open case, case_id: records of open cases}
  record_type: {is: kind of record}
  opened_date: {is: the first day of the case}
  updated_date: {is: the last update of the record}
*/
-- A case is an unbroken time in which a child has a child in need or child protection plan or is in care. It
-- needs every kind of record that the register holds, from the first update of that kind on.
WITH spans AS (
  SELECT authority, person_id, row_ref, start_date AS from_day, coalesce(end_date, 100000) AS to_day
  FROM cin_plans
  UNION
  SELECT authority, person_id, row_ref, start_date, coalesce(end_date, 100000)
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION
  SELECT authority, person_id, row_ref, start_date, coalesce(end_date, 100000) FROM care
), ordered AS (
  SELECT *, max(to_day) OVER (
      PARTITION BY authority, person_id ORDER BY from_day, to_day, row_ref
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM spans WHERE from_day < to_day
), numbered AS (
  SELECT *, sum(CASE WHEN from_day <= reached THEN 0 ELSE 1 END) OVER (
      PARTITION BY authority, person_id ORDER BY from_day, to_day, row_ref ROWS UNBOUNDED PRECEDING
    ) AS stretch
  FROM ordered
), cases AS (
  SELECT authority, person_id, stretch, min(row_ref) AS row_ref, min(from_day) AS from_day, max(to_day) AS to_day
  FROM numbered GROUP BY authority, person_id, stretch
), kinds AS (
  SELECT authority, record_type, min(updated_date) AS first_day FROM case_records GROUP BY authority, record_type
), needed AS (
  SELECT c.authority, c.person_id, c.row_ref, k.record_type, c.from_day AS opened_day,
    greatest(c.from_day, k.first_day) AS from_day, c.to_day
  FROM cases c JOIN kinds k ON k.authority = c.authority AND k.first_day < c.to_day
), days AS (
  SELECT DISTINCT authority, person_id, record_type, updated_date, updated_date AS from_day FROM case_records
  UNION ALL
  SELECT DISTINCT authority, person_id, record_type, CAST(NULL AS INTEGER), -100000 FROM needed
), updates AS (
  SELECT authority, person_id, record_type, updated_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, record_type ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT n.authority, n.row_ref, concat(n.person_id, ' ', n.record_type) AS case_id, n.person_id, n.record_type,
  n.opened_day AS opened_date, u.updated_date,
  greatest(n.from_day, u.from_day) AS from_date,
  nullif(least(n.to_day, u.to_day), 100000) AS to_date
FROM needed n
JOIN updates u ON u.authority = n.authority AND u.person_id = n.person_id AND u.record_type = n.record_type
  AND u.from_day < n.to_day AND u.to_day > n.from_day
