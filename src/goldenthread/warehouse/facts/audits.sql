/*
title: Practice audits
row: audit_id
person: false
local: true
reads: {audits: [audit_month, completed_date]}
events: [audit_month]
breakdowns: [team, service]
columns:
  audit_month: {type: date, means: month of the audit}
  completed_date: {type: date, means: day of completion}
  completed_by_working_day: {type: int, means: the working day after the audit month by which it was completed}
  grade:
    type: text
    means: grade
    values: [outstanding, good, requires_improvement, inadequate]
    needs: [audits.grade]
  is_discussed: {type: bool, means: the auditor spoke with the practitioner or manager, needs: [audits.discussion_held]}
  team: {type: text, means: team audited, needs: [audits.team_id]}
  service: {type: text, means: service area, needs: [audits.service]}
said:
  rows: {one: practice audit, many: practice audits}
  audit_month: {did: whose audit month falls}
  completed_date: {did: completed, known: the audit has been completed, unknown: the audit has not been completed}
  completed_by_working_day: {is: the time from the end of the audit month to completion, unit: working days}
  grade: {is: the grade, known: a grade was given, unknown: no grade was given}
  is_discussed: {"yes": the auditor spoke with the practitioner or manager, "no": the auditor did not speak with the practitioner or manager}
*/
-- An audit completed on a Saturday was completed by the next working day, not by the one before.
WITH month_ends AS (
  SELECT month, max(day) AS last_day FROM calendar GROUP BY month
)
SELECT a.authority, a.row_ref, a.audit_id, a.audit_month, a.completed_date, a.grade,
  coalesce(a.discussion_held, false) AS is_discussed, a.team_id AS team, a.service,
  z.working_day + 1 - e.working_day AS completed_by_working_day
FROM audits a
JOIN calendar m ON m.day = a.audit_month
JOIN month_ends l ON l.month = m.month
JOIN calendar e ON e.day = l.last_day
LEFT JOIN calendar z ON z.day = a.completed_date - 1
