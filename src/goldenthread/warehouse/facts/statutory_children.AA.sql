/*
title: Children open to statutory services by lists 4 and 6 to 8
*/
-- Enquiries of list 5 have no end, so a child under one alone stands as its episode of list 6 does. An episode
-- of which list 6 says that it is closed is not open, whatever its date says. The team is that of the list in
-- which the child stands; of an episode that began with a referral of list 3, that list's.
WITH listed AS (
  SELECT r.row_ref, min(i.team_id) AS team
  FROM referrals r
  JOIN involvements i ON i.authority = r.authority AND i.load_id = r.load_id AND i.src_row = r.src_row
    AND i.src_file = r.src_file AND coalesce(i.src_sheet, '') = coalesce(r.src_sheet, '')
  WHERE i.role = 'allocated_worker'
  GROUP BY r.row_ref
), statuses AS (
  SELECT authority, person_id, row_ref, 1 AS rank_of, 'cla' AS stage, start_date AS from_day,
    coalesce(end_date, 100000) AS to_day, CAST(NULL AS VARCHAR) AS team
  FROM care
  UNION ALL
  SELECT authority, person_id, row_ref, 2, 'cp_plan', start_date, coalesce(end_date, 100000), NULL
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, row_ref, 3, 'cin_plan', start_date, coalesce(end_date, 100000), NULL FROM cin_plans
  UNION ALL
  SELECT authority, person_id, row_ref, 4, 'assessment', start_date, coalesce(authorised_date, 100000), team_id
  FROM assessments
  UNION ALL
  SELECT r.authority, r.person_id, r.row_ref, 6, 'referral', r.referral_date, coalesce(r.closure_date, 100000),
    coalesce(r.team_id, l.team)
  FROM referrals r
  LEFT JOIN listed l ON l.row_ref = r.row_ref
  WHERE NOT coalesce(nfa, false) AND (closure_date IS NOT NULL OR coalesce(case_status, 'open') <> 'closed')
), spans AS (
  SELECT * FROM statuses WHERE from_day < to_day
), cuts AS (
  SELECT authority, person_id, from_day AS day FROM spans
  UNION SELECT authority, person_id, to_day FROM spans
), stretches AS (
  SELECT authority, person_id, day AS from_day,
    lead(day) OVER (PARTITION BY authority, person_id ORDER BY day) AS to_day
  FROM cuts
), held AS (
  SELECT t.authority, t.person_id, t.from_day, t.to_day, s.stage, s.row_ref, s.team,
    row_number() OVER (
      PARTITION BY t.authority, t.person_id, t.from_day ORDER BY s.rank_of, s.from_day DESC, s.row_ref DESC
    ) AS rank_no
  FROM stretches t
  JOIN spans s ON s.authority = t.authority AND s.person_id = t.person_id
    AND s.from_day <= t.from_day AND s.to_day > t.from_day
)
SELECT authority, row_ref, person_id, stage, from_day AS from_date, nullif(to_day, 100000) AS to_date, team
FROM held WHERE rank_no = 1
