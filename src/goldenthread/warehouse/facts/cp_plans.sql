/*
title: Child protection plans
row: cp_plan_id
reads: {cp_plans: [start_date, end_date]}
events: [start_date, end_date]
intervals: {open: [start_date, end_date]}
breakdowns: [abuse_category]
columns:
  start_date: {type: date, means: start of the plan}
  end_date: {type: date, means: end of the plan}
  is_ola: {type: bool, means: plan of another authority}
  is_repeat: {type: bool, means: "the child had an earlier plan, at any time known", flag: "plans since {first}"}
  abuse_category: {type: text, means: latest category of abuse, needs: [cp_plans.latest_category|cp_plans.initial_category]}
said:
  rows: {one: child protection plan, many: child protection plans, child: children with a child protection plan}
  start_date: {did: started}
  end_date: {did: ended}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  is_repeat: {"yes": "the child had an earlier plan, at any time known", "no": no earlier plan of the child is known}
*/
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, p.start_date, p.end_date,
  coalesce(p.is_ola, false) AS is_ola,
  coalesce(p.previous_plans_reported >= 1, false) OR EXISTS (
    SELECT 1 FROM cp_plans e
    WHERE e.authority = p.authority AND e.person_id = p.person_id AND NOT coalesce(e.is_ola, false)
      AND e.start_date < p.start_date
  ) AS is_repeat,
  coalesce(p.latest_category, p.initial_category) AS abuse_category
FROM cp_plans p
