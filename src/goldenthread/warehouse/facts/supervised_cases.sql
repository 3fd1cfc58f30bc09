/*
title: Cases by allocation and last supervision
row: case_id
keys: [case_id]
reads:
  supervisions: [supervision_date]
  involvements: [role, start_date]
  cin_plans: [start_date, end_date]
  cp_plans: [start_date, end_date]
  cla_periods: [start_date, end_date, is_short_breaks]
made_of: [involvements, cin_plans, cp_plans, cla_periods, early_help_episodes]
intervals: {open: [from_date, to_date]}
breakdowns: [case_type]
columns:
  from_date: {type: date, means: first day with this allocation and last supervision}
  to_date: {type: date, means: day on which status allocation or last supervision changes}
  case_type: {type: text, means: kind of case, values: [cin_plan, cp_plan, cla, early_help, care_leaver]}
  team: {type: text, means: the team of the allocation that holds the case, needs: [involvements.team_id]}
  allocated_date: {type: date, means: start of the open allocation}
  supervision_date: {type: date, means: last supervision of the case, look_back: 2}
said:
  rows: {one: case, many: allocated cases, child: children with an allocated case, case_id: allocated cases}
  allocated_date: {is: the start of the allocation}
  supervision_date: {is: the last supervision}
  case_type: {is: kind of case}
*/
-- A case is a child in one status. A care leaver's case is the personal adviser's, while not in care; early
-- help without an allocation is held by the episode's own worker from its start (of two the later start).
WITH in_care AS (
  SELECT authority, person_id, start_date AS from_day, coalesce(end_date, 100000) AS to_day FROM care
), adviser_cuts AS (
  SELECT authority, person_id, involvement_id, from_day AS day FROM allocations WHERE role = 'personal_adviser'
  UNION SELECT authority, person_id, involvement_id, to_day FROM allocations WHERE role = 'personal_adviser'
  UNION SELECT a.authority, a.person_id, a.involvement_id, c.from_day
    FROM allocations a JOIN in_care c ON c.authority = a.authority AND c.person_id = a.person_id
      AND c.from_day > a.from_day AND c.from_day < a.to_day
    WHERE a.role = 'personal_adviser'
  UNION SELECT a.authority, a.person_id, a.involvement_id, c.to_day
    FROM allocations a JOIN in_care c ON c.authority = a.authority AND c.person_id = a.person_id
      AND c.to_day > a.from_day AND c.to_day < a.to_day
    WHERE a.role = 'personal_adviser'
), adviser_stretches AS (
  SELECT authority, person_id, day AS from_day,
    lead(day) OVER (PARTITION BY authority, person_id, involvement_id ORDER BY day) AS to_day, involvement_id
  FROM adviser_cuts
), leavers AS (
  SELECT s.authority, s.person_id, a.row_ref, a.team_id, a.start_date AS allocated_date, s.from_day, s.to_day
  FROM adviser_stretches s
  JOIN allocations a ON a.authority = s.authority AND a.person_id = s.person_id
    AND a.role = 'personal_adviser' AND a.involvement_id = s.involvement_id
    AND a.from_day <= s.from_day AND a.to_day > s.from_day
  WHERE s.to_day IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM in_care c WHERE c.authority = s.authority AND c.person_id = s.person_id
      AND c.from_day <= s.from_day AND c.to_day > s.from_day
  )
), early AS (
  SELECT authority, person_id, row_ref, episode_id, worker_id, team_id, start_date AS from_day,
    coalesce(end_date, 100000) AS to_day
  FROM early_help_episodes
  WHERE coalesce(level, 'unknown') <> 'universal' AND start_date < coalesce(end_date, 100000)
), statuses AS (
  SELECT authority, person_id, row_ref, 'cin_plan' AS case_type, from_day, to_day FROM cin_plan_days
  UNION ALL
  SELECT authority, person_id, row_ref, 'cp_plan', start_date, coalesce(end_date, 100000)
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, row_ref, 'cla', start_date, coalesce(end_date, 100000) FROM care
  UNION ALL
  SELECT authority, person_id, row_ref, 'early_help', from_day, to_day FROM early
), allocated AS (
  SELECT s.authority, s.person_id, s.row_ref, s.case_type, a.team_id, a.start_date AS allocated_date,
    greatest(s.from_day, a.from_day) AS from_day, least(s.to_day, a.to_day) AS to_day
  FROM statuses s
  JOIN allocations a ON a.authority = s.authority AND a.person_id = s.person_id AND a.role = 'allocated_worker'
    AND a.from_day < s.to_day AND a.to_day > s.from_day
  UNION ALL
  SELECT authority, person_id, row_ref, 'care_leaver', team_id, allocated_date, from_day, to_day FROM leavers
), early_cuts AS (
  SELECT authority, person_id, from_day AS day FROM early
  UNION SELECT authority, person_id, to_day FROM early
  UNION SELECT authority, person_id, from_day FROM allocations WHERE role = 'allocated_worker'
  UNION SELECT authority, person_id, to_day FROM allocations WHERE role = 'allocated_worker'
), early_stretches AS (
  SELECT authority, person_id, day AS from_day,
    lead(day) OVER (PARTITION BY authority, person_id ORDER BY day) AS to_day
  FROM early_cuts
), early_alone AS (
  SELECT s.authority, s.person_id, e.row_ref, e.team_id, e.from_day AS allocated_date, s.from_day, s.to_day,
    row_number() OVER (
      PARTITION BY s.authority, s.person_id, s.from_day ORDER BY e.from_day DESC, e.episode_id DESC
    ) AS rank_no
  FROM early_stretches s
  JOIN early e ON e.authority = s.authority AND e.person_id = s.person_id AND e.worker_id IS NOT NULL
    AND e.from_day <= s.from_day AND e.to_day > s.from_day
  WHERE s.to_day IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM allocations a WHERE a.authority = s.authority AND a.person_id = s.person_id
      AND a.role = 'allocated_worker' AND a.from_day <= s.from_day AND a.to_day > s.from_day
  )
), cases AS (
  SELECT authority, person_id, row_ref, case_type, team_id, allocated_date, from_day, to_day FROM allocated
  UNION ALL
  SELECT authority, person_id, row_ref, 'early_help', team_id, allocated_date, from_day, to_day
  FROM early_alone WHERE rank_no = 1
), supervised AS (
  SELECT DISTINCT authority, person_id, case_type, supervision_date FROM supervisions
), days AS (
  SELECT authority, person_id, case_type, supervision_date, supervision_date AS from_day FROM supervised
  UNION ALL
  SELECT DISTINCT authority, person_id, case_type, CAST(NULL AS INTEGER), -100000 FROM cases
), spans AS (
  SELECT authority, person_id, case_type, supervision_date, from_day,
    coalesce(lead(from_day) OVER (PARTITION BY authority, person_id, case_type ORDER BY from_day), 100000) AS to_day
  FROM days
)
SELECT c.authority, c.row_ref, concat(c.person_id, ' ', c.case_type) AS case_id, c.person_id, c.case_type,
  c.allocated_date, c.team_id AS team, s.supervision_date,
  greatest(c.from_day, s.from_day) AS from_date,
  nullif(least(c.to_day, s.to_day), 100000) AS to_date
FROM cases c
JOIN spans s ON s.authority = c.authority AND s.person_id = c.person_id AND s.case_type = c.case_type
  AND s.from_day < c.to_day AND s.to_day > c.from_day
