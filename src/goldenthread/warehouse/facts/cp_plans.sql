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
  is_repeat:
    type: bool
    means: "the child had an earlier plan, at any time known"
    flag: "plans since {first}"
    needs_in: {AA: [cp_plans.previous_plans_reported], CIN: [cp_plans.previous_plans_reported]}
  months_since_earlier_plan:
    type: int
    means: months within which the end of the child's latest earlier plan lies (not one of the same day)
    look_back: 24
  abuse_category: {type: text, means: latest category of abuse, needs: [cp_plans.latest_category|cp_plans.initial_category]}
said:
  rows: {one: child protection plan, many: child protection plans, child: children with a child protection plan}
  start_date: {did: started, is: the start of the plan}
  end_date: {did: ended, is: the end of the plan}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  is_repeat: {"yes": "the child had an earlier plan, at any time known", "no": no earlier plan of the child is known}
  months_since_earlier_plan: {is: "the time since the end of the child's latest earlier plan", unit: months}
*/
-- The latest earlier plan is the one that started last before this one (of two the higher id). It must have
-- ended before this one starts: a plan that ends on the day another starts was split by mistake.
WITH earlier AS (
  SELECT p.authority, p.person_id, p.cp_plan_id, e.end_date,
    row_number() OVER (
      PARTITION BY p.authority, p.person_id, p.cp_plan_id ORDER BY e.start_date DESC, e.cp_plan_id DESC
    ) AS rank_no
  FROM cp_plans p
  JOIN cp_plans e ON e.authority = p.authority AND e.person_id = p.person_id
    AND NOT coalesce(e.is_ola, false) AND e.start_date < p.start_date
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, p.start_date, p.end_date,
  coalesce(p.is_ola, false) AS is_ola,
  coalesce(p.previous_plans_reported >= 1, false) OR EXISTS (
    SELECT 1 FROM cp_plans b
    WHERE b.authority = p.authority AND b.person_id = p.person_id AND NOT coalesce(b.is_ola, false)
      AND b.start_date < p.start_date
  ) AS is_repeat,
  CASE WHEN e.end_date < p.start_date THEN
    t.month - k.month + CASE WHEN k.day_of_month > t.day_of_month THEN 0 ELSE 1 END
  END AS months_since_earlier_plan,
  coalesce(p.latest_category, p.initial_category) AS abuse_category
FROM cp_plans p
LEFT JOIN earlier e ON e.authority = p.authority AND e.person_id = p.person_id AND e.cp_plan_id = p.cp_plan_id
  AND e.rank_no = 1
LEFT JOIN calendar k ON k.day = e.end_date
LEFT JOIN calendar t ON t.day = p.start_date
