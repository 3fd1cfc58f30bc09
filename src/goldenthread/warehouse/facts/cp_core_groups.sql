/*
title: Child protection plans by last core group
row: cp_plan_id
reads: {cp_plans: [start_date, end_date], core_groups: [held_date]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this last core group}
  to_date: {type: date, means: day of the next core group or end of the plan}
  is_ola: {type: bool, means: plan of another authority}
  expected_from_date: {type: date, means: day from which the plan has been open for more than 10 working days}
  core_group_date: {type: date, means: last core group held, look_back: 2}
said:
  rows: {one: child protection plan, many: child protection plans, child: children with a child protection plan}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  expected_from_date:
    is: the day from which a core group is expected
    by: the plan has been open for more than 10 working days
  core_group_date: {is: the last core group}
*/
-- A core group belongs to the plan that it names. One that names none of the child's plans (a register may keep
-- ids that a return does not have) belongs to the plan that it falls in.
WITH held AS (
  SELECT p.authority, p.person_id, p.cp_plan_id, g.held_date
  FROM core_groups g
  LEFT JOIN cp_plans n ON n.authority = g.authority AND n.person_id = g.person_id AND n.cp_plan_id = g.cp_plan_id
  JOIN cp_plans p ON p.authority = g.authority AND p.person_id = g.person_id AND (
    p.cp_plan_id = n.cp_plan_id OR (
      n.cp_plan_id IS NULL AND g.held_date >= p.start_date AND g.held_date <= coalesce(p.end_date, 100000)
    )
  )
  WHERE g.held_date IS NOT NULL
  GROUP BY p.authority, p.person_id, p.cp_plan_id, g.held_date
), days AS (
  SELECT authority, person_id, cp_plan_id, held_date, held_date AS from_day FROM held
  UNION ALL
  SELECT authority, person_id, cp_plan_id, CAST(NULL AS INTEGER), -100000 FROM cp_plans
), spans AS (
  SELECT authority, person_id, cp_plan_id, held_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, cp_plan_id ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, coalesce(p.is_ola, false) AS is_ola,
  greatest(p.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(p.end_date, 100000), s.to_day), 100000) AS to_date,
  w.day AS expected_from_date, s.held_date AS core_group_date
FROM cp_plans p
JOIN spans s ON s.authority = p.authority AND s.person_id = p.person_id AND s.cp_plan_id = p.cp_plan_id
  AND s.from_day < coalesce(p.end_date, 100000) AND s.to_day > p.start_date
LEFT JOIN calendar k ON k.day = p.start_date
LEFT JOIN working_days w ON w.working_day = k.working_day + 11
