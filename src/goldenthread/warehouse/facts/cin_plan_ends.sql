/*
title: Child in need plans by their end
row: cin_plan_id
reads: {cin_plans: [start_date, end_date], cp_plans: [start_date], cla_periods: [start_date, end_date]}
spared: {CIN: [cla_periods.start_date, cla_periods.end_date]}
events: [end_date]
breakdowns: [primary_need]
columns:
  start_date: {type: date, means: start of the plan or of the first of plans that follow one another}
  end_date: {type: date, means: end of the plan}
  overrun_date: {type: date, means: first day on which the plan has lasted more than 6 months, look_back: 6}
  is_escalated: {type: bool, means: a child protection plan or care began within 7 days of the end}
  known_date: {type: date, means: day from which it is known whether the plan escalated}
  primary_need: {type: text, means: primary need code, needs: [referrals.primary_need, cin_plans.referral_id]}
  team: {type: text, means: the team that held the plan, needs: [cin_plans.team_id|involvements.team_id]}
said:
  rows: {one: child in need plan, many: child in need plans}
  end_date: {did: ended, is: the end of the plan}
  overrun_date: {is: the first day on which it had lasted more than 6 months}
  is_escalated:
    "yes": a child protection plan or care began within 7 days of its end
    "no": neither a child protection plan nor care began within 7 days of its end
  primary_need: {is: the main need}
*/
-- The children in need census does not say who is looked after: of its plans those that ended in care are not
-- told apart, and the figure says so.
-- Plans of a child that overlap, touch or leave one day between them are one plan.
WITH ordered AS (
  SELECT *, coalesce(end_date, 100000) AS to_day, max(coalesce(end_date, 100000)) OVER (
      PARTITION BY authority, person_id ORDER BY start_date, coalesce(end_date, 100000), cin_plan_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM cin_plans
), numbered AS (
  SELECT *, sum(CASE WHEN reached IS NOT NULL AND start_date <= reached + 1 THEN 0 ELSE 1 END) OVER (
      PARTITION BY authority, person_id ORDER BY start_date, coalesce(end_date, 100000), cin_plan_id
    ) AS chain
  FROM ordered
), ranked AS (
  SELECT *, min(start_date) OVER (PARTITION BY authority, person_id, chain) AS first_date,
    row_number() OVER (
      PARTITION BY authority, person_id, chain ORDER BY to_day DESC, start_date DESC, cin_plan_id DESC
    ) AS rank_no
  FROM numbered
), higher AS (
  SELECT authority, person_id, start_date FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, start_date FROM care
), plans AS (
  SELECT r.*, EXISTS (
      SELECT 1 FROM higher h
      WHERE h.authority = r.authority AND h.person_id = r.person_id
        AND h.start_date >= r.end_date AND h.start_date <= r.end_date + 7
    ) AS is_escalated
  FROM ranked r WHERE r.rank_no = 1
)
SELECT p.authority, p.row_ref, p.cin_plan_id, p.person_id, p.first_date AS start_date, p.end_date,
  k.lapses_6m AS overrun_date, p.is_escalated,
  CASE WHEN p.is_escalated THEN p.end_date ELSE p.end_date + 7 END AS known_date,
  f.primary_need, p.team_id AS team
FROM plans p
LEFT JOIN referrals f ON f.authority = p.authority AND f.person_id = p.person_id AND f.referral_id = p.referral_id
LEFT JOIN calendar k ON k.day = p.first_date + 1
