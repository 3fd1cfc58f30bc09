/*
title: Care by number of placements in the last 12 months, as the list of looked-after children reports it
*/
-- The list gives one number for each child, true on the extract date; 0 on an open row was not filled in.
SELECT authority, row_ref, cla_period_id, person_id, nullif(placements_12m_reported, 0) AS placements_12m,
  start_date AS from_date, end_date AS to_date
FROM care_periods
