/*
title: Child protection plans of list 7 by the last review it gives
*/
-- List 7 gives the latest review alone, so a plan is judged by that one: whether an earlier one was late is
-- not known.
WITH reviewed AS (
  SELECT p.authority, p.person_id, p.cp_plan_id, max(r.review_date) AS review_date
  FROM cp_plans p
  JOIN cp_reviews r ON r.authority = p.authority AND r.person_id = p.person_id AND r.cp_plan_id = p.cp_plan_id
    AND r.review_date >= p.start_date
  GROUP BY p.authority, p.person_id, p.cp_plan_id
)
SELECT p.authority, p.row_ref, p.cp_plan_id, p.person_id, coalesce(p.is_ola, false) AS is_ola,
  p.start_date AS from_date, p.end_date AS to_date, o.lapses_3m AS expected_from_date, false AS is_late,
  CASE WHEN r.review_date IS NULL THEN k.lapses_3m ELSE k.lapses_6m END AS overdue_date
FROM cp_plans p
LEFT JOIN reviewed r ON r.authority = p.authority AND r.person_id = p.person_id AND r.cp_plan_id = p.cp_plan_id
LEFT JOIN calendar k ON k.day = coalesce(r.review_date, p.start_date) + 1
LEFT JOIN calendar o ON o.day = p.start_date
