/*
title: Care and missing episodes of the last 12 months, as the list of looked-after children counts them
*/
-- The list holds those looked after in its 6 months, and how often each was missing in 12.
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id,
  coalesce(c.missing_12m_reported, 0) > 0 AS was_missing, c.start_date AS from_date, k.lapses_12m AS to_date
FROM care_periods c
LEFT JOIN calendar k ON k.day = c.end_date - 1
WHERE c.end_date IS NULL OR c.end_date > c.start_date
