/*
title: Child protection plans by last visit
row: cp_plan_id
reads: {cp_plans: [start_date, end_date], visits: [visit_date]}
needs: {AA: [visits.visit_type=cp]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this last visit}
  to_date: {type: date, means: day of the next visit or end of the plan}
  start_date: {type: date, means: start of the plan}
  is_ola: {type: bool, means: plan of another authority}
  visit_date: {type: date, means: last visit at which the child was seen, look_back: 2}
said:
  rows: {one: child protection plan, many: child protection plans, child: children with a child protection plan}
  start_date: {is: the start of the plan}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  visit_date: {is: the last visit at which the child was seen, known: the child has been seen, unknown: the child has not been seen}
*/
-- Annex A's 'last seen' is no statutory visit: of those it gives the last with the plan.
WITH seen AS (
  SELECT DISTINCT p.authority, p.person_id, p.cp_plan_id, v.visit_date
  FROM cp_plans p
  JOIN visits v ON v.authority = p.authority AND v.person_id = p.person_id
    AND (v.visit_type = 'cp' OR (v.visit_type = 'any' AND v.source_std <> 'AA')) AND v.child_seen
    AND v.visit_date >= p.start_date AND v.visit_date <= coalesce(p.end_date, 100000)
), days AS (
  SELECT authority, person_id, cp_plan_id, visit_date, visit_date AS from_day FROM seen
  UNION ALL
  SELECT authority, person_id, cp_plan_id, CAST(NULL AS INTEGER), -100000 FROM cp_plans
), spans AS (
  SELECT authority, person_id, cp_plan_id, visit_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, cp_plan_id ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, p.start_date, coalesce(p.is_ola, false) AS is_ola,
  greatest(p.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(p.end_date, 100000), s.to_day), 100000) AS to_date,
  s.visit_date
FROM cp_plans p
JOIN spans s ON s.authority = p.authority AND s.person_id = p.person_id AND s.cp_plan_id = p.cp_plan_id
  AND s.from_day < coalesce(p.end_date, 100000) AND s.to_day > p.start_date
