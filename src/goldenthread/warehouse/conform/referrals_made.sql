-- Referrals alone. Annex A gives episodes of need too (list 6), which are no referrals: a sheet is list 3 when
-- some row of it has what list 6 never gives.
SELECT r.*
FROM referrals r
LEFT JOIN (
  SELECT DISTINCT authority, coalesce(src_file, '') AS src_file, coalesce(src_sheet, '') AS src_sheet
  FROM referrals
  WHERE source IS NOT NULL OR nfa IS NOT NULL OR referrals_12m_reported IS NOT NULL
    OR team_id IS NOT NULL OR worker_id IS NOT NULL
) d ON d.authority = r.authority AND d.src_file = coalesce(r.src_file, '') AND d.src_sheet = coalesce(r.src_sheet, '')
WHERE r.source_std <> 'AA' OR d.authority IS NOT NULL
