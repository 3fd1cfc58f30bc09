/*
title: Ends of care
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks]}
events: [end_date]
breakdowns: [primary_need, legal_status, placement_group, provider]
columns:
  end_date: {type: date, means: end of the period of care or the 18th birthday}
  is_end: {type: bool, means: no other period starts on the day}
  end_reason: {type: text, means: reason for leaving care, needs: [cla_periods.end_reason]}
  left_to:
    type: text
    means: kind of reason for leaving care
    values: [home_planned, home_not_planned, no_order, adoption, special_guardianship, child_arrangements, other]
    needs: [cla_periods.end_reason]
  primary_need: {type: text, means: primary need code, needs: [cla_periods.primary_need]}
  legal_status: {type: text, means: legal status on the last day in care, needs: [legal_statuses.legal_status]}
  placement_group: {type: text, means: placement group on the last day in care, needs: [placements.place, placements.provider]}
  provider: {type: text, means: provider on the last day in care, needs: [placements.provider]}
said:
  rows: {one: end of care, many: ends of care}
  end_date: {did: that fell, who: children who left care or turned 18}
  left_to:
    is: the reason for leaving
    home_planned: a planned return home
    home_not_planned: a return home that was not planned
    no_order: a move to relatives or others without parental responsibility
    adoption: adoption
    special_guardianship: special guardianship
    child_arrangements: a child arrangements order
    other: another reason
  is_end: {"yes": no other period of care starts on the same day, "no": another period of care starts on the same day}
*/
-- Legal status and placement end with the care: they are those of the day before. Special guardianship had
-- the codes E43 and E44 until March 2018.
SELECT p.authority, p.row_ref, p.cla_period_id, p.person_id, p.end_date,
  NOT EXISTS (
    SELECT 1 FROM care_periods o
    WHERE o.authority = p.authority AND o.person_id = p.person_id
      AND o.cla_period_id <> p.cla_period_id AND o.start_date = p.end_date
  ) AS is_end,
  p.end_reason,
  CASE
    WHEN p.end_reason = 'E4A' THEN 'home_planned'
    WHEN p.end_reason = 'E4B' THEN 'home_not_planned'
    WHEN p.end_reason = 'E13' THEN 'no_order'
    WHEN p.end_reason IN ('E11', 'E12') THEN 'adoption'
    WHEN p.end_reason IN ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') THEN 'special_guardianship'
    WHEN p.end_reason = 'E41' THEN 'child_arrangements'
    WHEN p.end_reason IS NOT NULL THEN 'other'
  END AS left_to,
  p.primary_need, h.legal_status, h.placement_group, h.provider
FROM care_periods p
LEFT JOIN history h ON h.authority = p.authority AND h.person_id = p.person_id
  AND h.from_day < p.end_date AND h.to_day >= p.end_date
WHERE p.end_date IS NOT NULL
