/*
title: Child protection plans by last review
row: cp_plan_id
reads: {cp_plans: [start_date, end_date], cp_reviews: [review_date]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day with this last review}
  to_date: {type: date, means: day of the next review or end of the plan}
  is_ola: {type: bool, means: plan of another authority}
  expected_from_date: {type: date, means: day from which the plan has been open for 3 months}
  is_late:
    type: bool
    means: a review of the plan was held late
    look_back: 24
    reported: {AA: cp_reviews.review_date}
  overdue_date:
    type: date
    means: first day on which the next review of the plan is overdue
    look_back: 24
    reported: {AA: cp_reviews.review_date}
said:
  rows: {one: child protection plan, many: child protection plans, child: children with a child protection plan}
  is_ola: {"yes": the plan is another authority's, "no": the plan is the council's own}
  expected_from_date: {by: the plan has been open for 3 months or more, after: the plan has been open for less than 3 months}
  is_late: {"yes": a review of the plan was held late, "no": every review of the plan was held in time}
  overdue_date:
    is: the first day on which the next review is overdue
    by: the next review is overdue
    after: the next review is not overdue
*/
-- The first review is due within 3 months of the conference (else of the start), each later one within 6
-- months of the last. A review is in time when the same day number 3 or 6 months before it is on or before
-- what it follows, so what falls due on a day lapses a day later.
WITH plans AS (
  SELECT p.authority, p.row_ref, p.person_id, p.cp_plan_id, p.start_date, p.end_date,
    coalesce(p.is_ola, false) AS is_ola, coalesce(i.conference_date, p.start_date) AS base_date
  FROM cp_plans p
  LEFT JOIN icpcs i ON i.authority = p.authority AND i.person_id = p.person_id AND i.icpc_id = p.icpc_id
), held AS (
  SELECT DISTINCT p.authority, p.person_id, p.cp_plan_id, r.review_date
  FROM plans p
  JOIN cp_reviews r ON r.authority = p.authority AND r.person_id = p.person_id AND r.cp_plan_id = p.cp_plan_id
    AND r.review_date >= p.base_date
), days AS (
  SELECT authority, person_id, cp_plan_id, base_date AS day, 0 AS reviewed FROM plans
  UNION ALL
  SELECT authority, person_id, cp_plan_id, review_date, 1 FROM held
), limits AS (
  SELECT d.authority, d.person_id, d.cp_plan_id, d.day, d.reviewed,
    CASE WHEN d.reviewed = 1 THEN k.lapses_6m ELSE k.lapses_3m END AS overdue_date
  FROM days d JOIN calendar k ON k.day = d.day + 1
), followed AS (
  SELECT *,
    lag(overdue_date) OVER (PARTITION BY authority, person_id, cp_plan_id ORDER BY day, reviewed) AS due_before,
    lead(day) OVER (PARTITION BY authority, person_id, cp_plan_id ORDER BY day, reviewed) AS next_day
  FROM limits
), spans AS (
  SELECT authority, person_id, cp_plan_id, overdue_date,
    CASE WHEN reviewed = 1 THEN day ELSE -100000 END AS from_day, coalesce(next_day, 100000) AS to_day,
    max(CASE WHEN day >= due_before THEN 1 ELSE 0 END) OVER (
      PARTITION BY authority, person_id, cp_plan_id ORDER BY day, reviewed
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS late
  FROM followed
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, p.is_ola,
  greatest(p.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(p.end_date, 100000), s.to_day), 100000) AS to_date,
  o.lapses_3m AS expected_from_date, s.late = 1 AS is_late, s.overdue_date
FROM plans p
JOIN spans s ON s.authority = p.authority AND s.person_id = p.person_id AND s.cp_plan_id = p.cp_plan_id
  AND s.from_day < coalesce(p.end_date, 100000) AND s.to_day > p.start_date
LEFT JOIN calendar o ON o.day = p.start_date
