/*
title: Referrals and episodes of need
row: referral_id
reads: {referrals: [referral_date]}
spared: {CIN: [cla_periods.start_date]}
events: [referral_date, closure_date]
intervals: {open: [open_from, closure_date]}
breakdowns: [source, primary_need]
columns:
  referral_date: {type: date, means: date of the referral}
  open_from: {type: date, means: first day of the episode of need}
  closure_date: {type: date, means: closure of the episode of need, needs: [referrals.closure_date]}
  closure_reason: {type: text, listed: false, means: why the episode of need closed, needs: [referrals.closure_reason]}
  source: {type: text, means: who referred, needs: [referrals.source]}
  source_code: {type: text, means: source code, needs: [referrals.source]}
  primary_need: {type: text, means: primary need code, needs: [referrals.primary_need]}
  is_nfa: {type: bool, means: closed with no further action, needs: [referrals.nfa]}
  marked_nfa: {type: bool, means: "closed with no further action, as its source says", needs: [referrals.nfa]}
  not_in_need:
    type: bool
    means: "assessed, then closed as not in need: no plan and no care while it was open"
    needs:
      - referrals.nfa
      - referrals.closure_date
      - referrals.closure_reason
      - assessments.start_date
      - cin_plans.start_date
      - cin_plans.end_date
      - cp_plans.start_date
      - cp_plans.end_date
      - cla_periods.start_date
  need_known:
    type: date
    means: "the day of the referral if it is closed, else the 45th working day after it"
    needs: [referrals.closure_date]
  months_since_previous:
    type: int
    means: months within which the child's previous referral lies (not counting the same day)
    look_back: 12
    reported: {AA: referrals.referrals_12m_reported}
  team: {type: text, means: the team that took the referral, needs: [referrals.team_id|involvements.team_id]}
said:
  rows: {one: referral, many: referrals, stock: open episodes of need, child: children with an open episode of need}
  referral_date: {did: received, who: children who were referred}
  source: {is: the source}
  source_code: {is: the source, 2A: a school}
  primary_need: {is: the main need}
  is_nfa: {"yes": the referral is marked 'no further action', "no": the referral is not marked 'no further action'}
  marked_nfa: {"yes": the referral is marked 'no further action', "no": the referral is not marked 'no further action'}
  not_in_need:
    "yes": "an assessment followed and the case was closed as not in need, without a plan or care while it was open"
    "no": it is not so that an assessment ended with the case closed as not in need
  months_since_previous: {is: "the time since the child's previous referral, on an earlier day,", unit: months}
*/
-- The clock runs from referral to referral; a twin on the same day is no earlier referral. A date is within
-- n months of a later one when it is after the same day number n months before.
-- Not in need: closed for reason RC8 or RC9 after an assessment, under its id or begun while it was open, and
-- on no day of the episode a plan (another authority's apart) or care. Known at once when closed or marked
-- 'no further action', else 45 working days after the referral. The children in need census does not say who
-- is looked after; an episode with care in it does not close for those reasons, so little is lost.
WITH dated AS (
  SELECT authority, person_id, referral_date,
    max(referral_date) OVER (
      PARTITION BY authority, person_id ORDER BY referral_date
      RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS previous_date, referral_id
  FROM referrals
), helped AS (
  SELECT authority, person_id, start_date, end_date FROM cin_plans
  UNION ALL
  SELECT authority, person_id, start_date, end_date FROM cp_plans WHERE NOT coalesce(is_ola, false)
  UNION ALL
  SELECT authority, person_id, start_date, end_date FROM care
), closed AS (
  SELECT authority, person_id, referral_id, referral_date, closure_date
  FROM referrals
  WHERE closure_reason IN ('RC8', 'RC9') AND closure_date IS NOT NULL AND NOT coalesce(nfa, false)
), assessed AS (
  SELECT DISTINCT c.authority, c.person_id, c.referral_id, c.referral_date, c.closure_date
  FROM closed c
  JOIN assessments a ON a.authority = c.authority AND a.person_id = c.person_id
    AND (a.referral_id = c.referral_id
      OR (a.referral_id IS NULL AND a.start_date >= c.referral_date AND a.start_date <= c.closure_date))
), unneeded AS (
  SELECT authority, person_id, referral_id FROM assessed c
  WHERE NOT EXISTS (
    SELECT 1 FROM helped h
    WHERE h.authority = c.authority AND h.person_id = c.person_id
      AND h.start_date <= c.closure_date AND coalesce(h.end_date, 100000) > c.referral_date
  )
)
SELECT r.authority, r.row_ref, r.referral_id, r.person_id, r.referral_date, r.referral_date AS open_from,
  r.closure_date, r.closure_reason, r.source AS source_code, coalesce(g.grp, 'unknown') AS source, r.primary_need,
  coalesce(r.nfa, false) AS is_nfa, coalesce(r.nfa, false) AS marked_nfa,
  u.referral_id IS NOT NULL AS not_in_need,
  CASE WHEN coalesce(r.nfa, false) OR r.closure_date IS NOT NULL THEN r.referral_date ELSE w.day END AS need_known,
  t.month - k.month + CASE WHEN k.day_of_month > t.day_of_month THEN 0 ELSE 1 END AS months_since_previous,
  r.team_id AS team
FROM referrals r
JOIN dated d ON d.authority = r.authority AND d.person_id = r.person_id AND d.referral_id = r.referral_id
LEFT JOIN calendar k ON k.day = d.previous_date
LEFT JOIN calendar t ON t.day = r.referral_date
LEFT JOIN working_days w ON w.working_day = t.working_day + 45
LEFT JOIN unneeded u ON u.authority = r.authority AND u.person_id = r.person_id AND u.referral_id = r.referral_id
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = r.source
