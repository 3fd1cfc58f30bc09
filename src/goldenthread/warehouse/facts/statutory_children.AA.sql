/*
title: Children open to statutory services by lists 4 and 6 to 8
*/
-- Enquiries of list 5 have no end, so a child under one alone stands as its episode of list 6 does. An episode
-- of which list 6 says that it is closed is not open, whatever its date says.
WITH statuses AS (
  SELECT authority, person_id, row_ref, 1 AS rank_of, 'cla' AS stage, start_date AS from_day,
    coalesce(end_date, 100000) AS to_day
  FROM care
  UNION ALL
  SELECT authority, person_id, row_ref, 2, 'cp_plan', start_date, coalesce(end_date, 100000)
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, row_ref, 3, 'cin_plan', start_date, coalesce(end_date, 100000) FROM cin_plans
  UNION ALL
  SELECT authority, person_id, row_ref, 4, 'assessment', start_date, coalesce(authorised_date, 100000)
  FROM assessments
  UNION ALL
  SELECT authority, person_id, row_ref, 6, 'referral', referral_date, coalesce(closure_date, 100000)
  FROM referrals WHERE NOT coalesce(nfa, false) AND (closure_date IS NOT NULL OR coalesce(case_status, 'open') <> 'closed')
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
  SELECT t.authority, t.person_id, t.from_day, t.to_day, s.stage, s.row_ref,
    row_number() OVER (
      PARTITION BY t.authority, t.person_id, t.from_day ORDER BY s.rank_of, s.from_day DESC, s.row_ref DESC
    ) AS rank_no
  FROM stretches t
  JOIN spans s ON s.authority = t.authority AND s.person_id = t.person_id
    AND s.from_day <= t.from_day AND s.to_day > t.from_day
)
SELECT authority, row_ref, person_id, stage, from_day AS from_date, nullif(to_day, 100000) AS to_date
FROM held WHERE rank_no = 1
