/*
title: Care and missing episodes of the last 12 months
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks]}
made_of: [cla_periods, missing_episodes]
made_of_in: {AA: [cla_periods]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care or missing}
  to_date: {type: date, means: first day on which no day of it lies in the last 12 months}
  was_missing:
    type: bool
    means: missing from care in the last 12 months
    needs: ["missing_episodes.missing_type|cla_periods.missing_12m_reported"]
    look_back: 12
    reported: {AA: cla_periods.missing_12m_reported}
said:
  rows:
    one: period of care
    many: periods of care
    stock: periods of care or missing episodes of the last 12 months
    child: children in care at any time in the 12 months that ended
  was_missing: {"yes": the child was missing from care in these 12 months, "no": the child was not missing from care in these 12 months}
*/
-- One row for the days in care, one for each missing episode while in care: a child counts once in each part.
-- Missing days run to the day of return, since many a child returns on the day; away without leave is apart.
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, false AS was_missing,
  c.start_date AS from_date, k.lapses_12m AS to_date
FROM care c
LEFT JOIN calendar k ON k.day = c.end_date - 1
WHERE c.end_date IS NULL OR c.end_date > c.start_date
UNION ALL
SELECT c.authority, m.row_ref, c.cla_period_id, c.person_id, true,
  greatest(c.start_date, m.start_date),
  k.lapses_12m
FROM care c
JOIN missing_episodes m ON m.authority = c.authority AND m.person_id = c.person_id AND m.missing_type = 'M'
  AND m.start_date < coalesce(c.end_date, 100000) AND coalesce(m.end_date, 100000) >= c.start_date
  AND coalesce(m.end_date, 100000) >= m.start_date
LEFT JOIN calendar k ON k.day = least(coalesce(m.end_date, 100000), coalesce(c.end_date, 100000) - 1)
WHERE c.end_date IS NULL OR c.end_date > c.start_date
