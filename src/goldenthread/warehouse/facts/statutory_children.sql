/*
title: Children open to statutory services
row: person_id
reads:
  referrals: [referral_date, closure_date]
  cin_plans: [start_date, end_date]
  cp_plans: [start_date, end_date]
  cla_periods: [start_date, end_date, is_short_breaks]
made_of: [referrals, assessments, s47_enquiries, cin_plans, cp_plans, cla_periods]
made_of_in: {AA: [referrals, assessments, cin_plans, cp_plans, cla_periods]}
needs:
  SSD: [assessments.start_date, assessments.authorised_date, s47_enquiries.start_date, s47_enquiries.end_date]
  AA: [assessments.start_date, assessments.authorised_date]
intervals: {open: [from_date, to_date]}
breakdowns: [stage]
columns:
  from_date: {type: date, means: first day in this highest status}
  to_date: {type: date, means: day on which the highest status changes or the last one ends}
  stage:
    type: text
    means: highest status of the child
    values: [cla, cp_plan, cin_plan, assessment, s47, referral]
  team: {type: text, means: team that holds the child, needs: [involvements.team_id]}
said:
  rows:
    one: child open to statutory services
    many: children open to statutory services
    child: children open to statutory services
  stage: {is: the highest status of the child}
*/
-- A child stands in the highest of the statuses that are open, and in that one alone.
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
  SELECT authority, person_id, row_ref, 5, 's47', start_date, coalesce(end_date, 100000) FROM s47_enquiries
  UNION ALL
  SELECT authority, person_id, row_ref, 6, 'referral', referral_date, coalesce(closure_date, 100000)
  FROM referrals WHERE NOT coalesce(nfa, false)
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
SELECT authority, row_ref, person_id, stage, from_day AS from_date, nullif(to_day, 100000) AS to_date,
  CAST(NULL AS VARCHAR) AS team
FROM held WHERE rank_no = 1
