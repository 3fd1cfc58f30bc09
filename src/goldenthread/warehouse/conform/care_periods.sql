-- Periods of care that are not short breaks, each ended by the 18th birthday at the latest.
SELECT c.authority, c.person_id, c.cla_period_id, c.row_ref, c.start_date, c.end_reason, c.primary_need,
  c.placements_12m_reported, c.second_period_12m, c.missing_12m_reported,
  CASE
    WHEN k.turns_18 IS NOT NULL AND k.turns_18 < coalesce(c.end_date, 100000) THEN k.turns_18
    ELSE c.end_date
  END AS end_date
FROM cla_periods c
LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
LEFT JOIN calendar k ON k.day = p.dob
WHERE NOT coalesce(c.is_short_breaks, false) AND (k.turns_18 IS NULL OR c.start_date < k.turns_18)
