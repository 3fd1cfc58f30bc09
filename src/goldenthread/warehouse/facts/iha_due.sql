/*
title: Initial health assessments due
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], cla_health: [check_date]}
events: [due_date]
columns:
  due_date: {type: date, means: 20 working days after entering care}
  end_date: {type: date, means: end of the unbroken care}
  working_days_to_iha: {type: int, means: working days from entering care to the initial health assessment, look_back: 2}
said:
  rows: {one: initial health assessment, many: initial health assessments}
  due_date: {did: "that fell due, 20 working days after coming into care,", is: the due day}
  end_date: {is: the end of the unbroken care, known: care has ended, unknown: the child is still in care}
  working_days_to_iha: {is: the time from coming into care to the initial health assessment, unit: working days}
*/
WITH assessed AS (
  SELECT c.authority, c.person_id, c.stretch, min(h.check_date) AS check_date
  FROM care c
  JOIN cla_health h ON h.authority = c.authority AND h.person_id = c.person_id
    AND h.check_type IN ('iha', 'ha_unspecified') AND h.status = 'completed'
    AND h.check_date >= c.start_date AND h.check_date <= coalesce(c.end_date, 100000)
  GROUP BY c.authority, c.person_id, c.stretch
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, w.day AS due_date, c.end_date,
  z.working_day - s.working_day AS working_days_to_iha
FROM care c
JOIN calendar s ON s.day = c.start_date
JOIN working_days w ON w.working_day = s.working_day + 20
LEFT JOIN assessed a ON a.authority = c.authority AND a.person_id = c.person_id AND a.stretch = c.stretch
LEFT JOIN calendar z ON z.day = a.check_date
