/*
title: First core groups of child protection plans
row: cp_plan_id
reads: {cp_plans: [start_date, end_date], core_groups: [held_date]}
events: [due_date]
columns:
  due_date: {type: date, means: day on which the first core group is due}
  is_ola: {type: bool, means: plan of another authority}
  is_open_when_due: {type: bool, means: the plan is open on the day on which its first core group is due}
  working_days_to_core_group:
    type: int
    means: working days from the conference to the first core group
    look_back: 1
said:
  rows: {one: child protection plan, many: child protection plans}
  due_date: {did: whose first core group fell due, who: children whose first core group fell due}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  is_open_when_due: {"yes": the plan is open when it is due, "no": the plan has ended when it is due}
  working_days_to_core_group: {is: the time from the conference to the first core group, unit: working days}
*/
-- Due on the 10th working day after the conference (else after the start of the plan). A core group belongs
-- to the plan that it names; one that names none of the child's plans (a register may keep ids that a return
-- does not have) to the plan that it falls in. One before the conference is not the first.
WITH plans AS (
  SELECT p.authority, p.row_ref, p.person_id, p.cp_plan_id, p.start_date, p.end_date,
    coalesce(p.is_ola, false) AS is_ola, coalesce(i.conference_date, p.start_date) AS base_date
  FROM cp_plans p
  LEFT JOIN icpcs i ON i.authority = p.authority AND i.person_id = p.person_id AND i.icpc_id = p.icpc_id
), first_held AS (
  SELECT p.authority, p.person_id, p.cp_plan_id, min(g.held_date) AS held_date
  FROM core_groups g
  LEFT JOIN plans n ON n.authority = g.authority AND n.person_id = g.person_id AND n.cp_plan_id = g.cp_plan_id
  JOIN plans p ON p.authority = g.authority AND p.person_id = g.person_id AND p.base_date <= g.held_date AND (
    p.cp_plan_id = n.cp_plan_id OR (
      n.cp_plan_id IS NULL AND g.held_date >= p.start_date AND g.held_date <= coalesce(p.end_date, 100000)
    )
  )
  GROUP BY p.authority, p.person_id, p.cp_plan_id
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, w.day AS due_date, p.is_ola,
  p.start_date <= w.day AND w.day < coalesce(p.end_date, 100000) AS is_open_when_due,
  h.working_day - k.working_day AS working_days_to_core_group
FROM plans p
LEFT JOIN first_held f ON f.authority = p.authority AND f.person_id = p.person_id AND f.cp_plan_id = p.cp_plan_id
LEFT JOIN calendar k ON k.day = p.base_date
LEFT JOIN calendar h ON h.day = f.held_date
LEFT JOIN working_days w ON w.working_day = k.working_day + 10
