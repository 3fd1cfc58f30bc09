/*
title: Periods of care
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks]}
events: [start_date]
intervals: {open: [start_date, end_date]}
breakdowns: [primary_need]
columns:
  start_date: {type: date, means: start of the period of care}
  end_date: {type: date, means: end of the period of care or the 18th birthday}
  care_start_date: {type: date, means: start of the unbroken care}
  is_start: {type: bool, means: no other period ended on the day}
  is_reentry:
    type: bool
    means: another period of the child ended in the 12 months before the start
    look_back: 12
    reported: {AA: cla_periods.second_period_12m}
  primary_need: {type: text, means: primary need code, needs: [cla_periods.primary_need]}
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  start_date: {did: started, who: children who came into care}
  care_start_date: {is: the start of the unbroken care}
  is_start: {"yes": no other period of care ended on the same day, "no": another period of care ended on the same day}
  is_reentry:
    "yes": "the child had left care before, in the 12 months to the day before the start"
    "no": the child had not left care in the 12 months before the start
*/
-- A period that ended is within 12 months of a start until the first day on which its end has lapsed.
SELECT p.authority, p.row_ref, p.cla_period_id, p.person_id, p.start_date, p.end_date,
  c.start_date AS care_start_date,
  NOT EXISTS (
    SELECT 1 FROM care_periods o
    WHERE o.authority = p.authority AND o.person_id = p.person_id
      AND o.cla_period_id <> p.cla_period_id AND o.end_date = p.start_date
  ) AS is_start,
  coalesce(p.second_period_12m, false) OR EXISTS (
    SELECT 1 FROM care_periods e JOIN calendar k ON k.day = e.end_date
    WHERE e.authority = p.authority AND e.person_id = p.person_id
      AND e.end_date < p.start_date AND k.lapses_12m > p.start_date
  ) AS is_reentry,
  p.primary_need
FROM care_periods p
JOIN care c ON c.authority = p.authority AND c.person_id = p.person_id
  AND c.start_date <= p.start_date AND coalesce(c.end_date, 100000) >= coalesce(p.end_date, 100000)
