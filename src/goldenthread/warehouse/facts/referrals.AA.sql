/*
title: Referrals of list 3 and episodes of need of list 6
*/
-- Referrals are the rows of list 3, episodes the rows of list 6; an episode that began with a referral is one
-- row with it. List 6 gives none of source, no further action, count, team and worker, which tells them apart.
-- Which referrals were assessed and found not in need the lists do not tell.
-- An episode of which list 6 says that it is closed is not open, whatever its date says.
-- A re-referral is one with an earlier row within 12 months, or the child's latest with a count of 1 or more.
WITH referred AS (
  SELECT DISTINCT authority, coalesce(src_file, '') AS src_file, coalesce(src_sheet, '') AS src_sheet
  FROM referrals
  WHERE source IS NOT NULL OR nfa IS NOT NULL OR referrals_12m_reported IS NOT NULL
    OR team_id IS NOT NULL OR worker_id IS NOT NULL
), listed AS (
  SELECT r.*, CASE WHEN d.authority IS NOT NULL THEN r.referral_date END AS referred_on,
    CASE WHEN r.case_status = 'closed' AND r.closure_date IS NULL THEN NULL ELSE r.referral_date END AS open_from
  FROM referrals r
  LEFT JOIN referred d ON d.authority = r.authority
    AND d.src_file = coalesce(r.src_file, '') AND d.src_sheet = coalesce(r.src_sheet, '')
), dated AS (
  SELECT authority, referral_id, person_id,
    max(referred_on) OVER (
      PARTITION BY authority, person_id ORDER BY referred_on
      RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS previous_date,
    max(referred_on) OVER (PARTITION BY authority, person_id) AS latest_date
  FROM listed WHERE referred_on IS NOT NULL
)
SELECT r.authority, r.row_ref, r.referral_id, r.person_id, r.referred_on AS referral_date, r.open_from,
  r.closure_date, r.closure_reason, r.source AS source_code, coalesce(g.grp, 'unknown') AS source, r.primary_need,
  coalesce(r.nfa, false) AS is_nfa, coalesce(r.nfa, false) AS marked_nfa,
  CAST(NULL AS BOOLEAN) AS not_in_need, CAST(NULL AS INTEGER) AS need_known,
  least(
    t.month - k.month + CASE WHEN k.day_of_month > t.day_of_month THEN 0 ELSE 1 END,
    CASE WHEN r.referred_on = d.latest_date AND r.referrals_12m_reported >= 1 THEN 12 END
  ) AS months_since_previous,
  r.team_id AS team
FROM listed r
LEFT JOIN dated d ON d.authority = r.authority AND d.person_id = r.person_id AND d.referral_id = r.referral_id
LEFT JOIN calendar k ON k.day = d.previous_date
LEFT JOIN calendar t ON t.day = r.referred_on
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = r.source
