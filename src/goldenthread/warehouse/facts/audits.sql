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
  working_days_after_month: {type: int, means: working days from the end of the audit month to completion}
  grade:
    type: text
    means: grade
    values: [outstanding, good, requires_improvement, inadequate]
    needs: [audits.grade]
  is_discussed: {type: bool, means: the auditor spoke with the practitioner or manager, needs: [audits.discussion_held]}
  team: {type: text, means: team audited, needs: [audits.team_id]}
  service: {type: text, means: service area, needs: [audits.service]}
*/
WITH month_ends AS (
  SELECT month, max(day) AS last_day FROM calendar GROUP BY month
)
SELECT a.authority, a.row_ref, a.audit_id, a.audit_month, a.completed_date, a.grade,
  coalesce(a.discussion_held, false) AS is_discussed, a.team_id AS team, a.service,
  z.working_day - e.working_day AS working_days_after_month
FROM audits a
JOIN calendar m ON m.day = a.audit_month
JOIN month_ends l ON l.month = m.month
JOIN calendar e ON e.day = l.last_day
LEFT JOIN calendar z ON z.day = a.completed_date
