/*
title: Child in need plans by last visit
row: cin_plan_id
reads:
  cin_plans: [start_date, end_date]
  visits: [visit_date]
  cp_plans: [start_date, end_date]
  cla_periods: [start_date, end_date, is_short_breaks]
needs: {AA: [visits.visit_type=any]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this last visit}
  to_date: {type: date, means: "day of the next visit, of a higher status or of the end of the plan"}
  start_date: {type: date, means: start of the plan}
  visit_date: {type: date, means: last visit at which the child was seen, look_back: 2}
said:
  rows:
    one: child in need plan
    many: child in need plans
    stock: child in need plans of children without a higher status
    child: children with a child in need plan who are not in care and have no child protection plan
  start_date: {is: the start of the plan}
  visit_date: {is: the last visit at which the child was seen, known: the child has been seen, unknown: the child has not been seen}
*/
WITH seen AS (
  SELECT DISTINCT p.authority, p.person_id, p.cin_plan_id, v.visit_date
  FROM cin_plans p
  JOIN visits v ON v.authority = p.authority AND v.person_id = p.person_id
    AND v.visit_type IN ('cin', 'any') AND v.child_seen
    AND v.visit_date >= p.start_date AND v.visit_date <= coalesce(p.end_date, 100000)
), days AS (
  SELECT authority, person_id, cin_plan_id, visit_date, visit_date AS from_day FROM seen
  UNION ALL
  SELECT authority, person_id, cin_plan_id, CAST(NULL AS INTEGER), -100000 FROM cin_plans
), spans AS (
  SELECT authority, person_id, cin_plan_id, visit_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, cin_plan_id ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT p.authority, p.row_ref, p.cin_plan_id, p.person_id, p.start_date,
  greatest(p.from_day, s.from_day) AS from_date,
  nullif(least(p.to_day, s.to_day), 100000) AS to_date,
  s.visit_date
FROM cin_plan_days p
JOIN spans s ON s.authority = p.authority AND s.person_id = p.person_id AND s.cin_plan_id = p.cin_plan_id
  AND s.from_day < p.to_day AND s.to_day > p.from_day
