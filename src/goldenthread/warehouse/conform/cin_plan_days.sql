-- The days on which a child counts as a child in need plan child: a plan is open, and neither a child
-- protection plan of this authority nor care is. One row a plan and unbroken stretch.
WITH higher AS (
  SELECT authority, person_id, start_date AS from_day, coalesce(end_date, 100000) AS to_day
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, start_date, coalesce(end_date, 100000) FROM care
), plans AS (
  SELECT authority, person_id, cin_plan_id, row_ref, start_date, coalesce(end_date, 100000) AS to_day
  FROM cin_plans WHERE start_date < coalesce(end_date, 100000)
), cuts AS (
  SELECT authority, person_id, cin_plan_id, start_date AS day FROM plans
  UNION SELECT authority, person_id, cin_plan_id, to_day FROM plans
  UNION SELECT p.authority, p.person_id, p.cin_plan_id, h.from_day FROM plans p
    JOIN higher h ON h.authority = p.authority AND h.person_id = p.person_id
      AND h.from_day > p.start_date AND h.from_day < p.to_day
  UNION SELECT p.authority, p.person_id, p.cin_plan_id, h.to_day FROM plans p
    JOIN higher h ON h.authority = p.authority AND h.person_id = p.person_id
      AND h.to_day > p.start_date AND h.to_day < p.to_day
), stretches AS (
  SELECT authority, person_id, cin_plan_id, day AS from_day,
    lead(day) OVER (PARTITION BY authority, person_id, cin_plan_id ORDER BY day) AS to_day
  FROM cuts
)
SELECT s.authority, s.person_id, s.cin_plan_id, p.row_ref, p.start_date, s.from_day, s.to_day
FROM stretches s
JOIN plans p ON p.authority = s.authority AND p.person_id = s.person_id AND p.cin_plan_id = s.cin_plan_id
WHERE s.to_day IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM higher h
  WHERE h.authority = s.authority AND h.person_id = s.person_id
    AND h.from_day <= s.from_day AND h.to_day > s.from_day
)
