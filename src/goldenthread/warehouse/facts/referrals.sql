/*
title: Referrals and episodes of need
row: referral_id
reads: {referrals: [referral_date]}
events: [referral_date]
intervals: {open: [open_from, closure_date]}
breakdowns: [source, primary_need]
columns:
  referral_date: {type: date, means: date of the referral}
  open_from: {type: date, means: first day of the episode of need}
  closure_date: {type: date, means: closure of the episode of need, needs: [referrals.closure_date]}
  source: {type: text, means: who referred, needs: [referrals.source]}
  source_code: {type: text, means: source code, needs: [referrals.source]}
  primary_need: {type: text, means: primary need code, needs: [referrals.primary_need]}
  is_nfa: {type: bool, means: closed with no further action, needs: [referrals.nfa]}
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
  months_since_previous: {is: "the time since the child's previous referral, on an earlier day,", unit: months}
*/
-- The clock runs from referral to referral; a twin on the same day is no earlier referral. A date is within
-- n months of a later one when it is after the same day number n months before.
WITH dated AS (
  SELECT authority, person_id, referral_date,
    max(referral_date) OVER (
      PARTITION BY authority, person_id ORDER BY referral_date
      RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS previous_date, referral_id
  FROM referrals
)
SELECT r.authority, r.row_ref, r.referral_id, r.person_id, r.referral_date, r.referral_date AS open_from, r.closure_date,
  r.source AS source_code, coalesce(g.grp, 'unknown') AS source, r.primary_need,
  coalesce(r.nfa, false) AS is_nfa,
  t.month - k.month + CASE WHEN k.day_of_month > t.day_of_month THEN 0 ELSE 1 END AS months_since_previous,
  r.team_id AS team
FROM referrals r
JOIN dated d ON d.authority = r.authority AND d.person_id = r.person_id AND d.referral_id = r.referral_id
LEFT JOIN calendar k ON k.day = d.previous_date
LEFT JOIN calendar t ON t.day = r.referral_date
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = r.source
