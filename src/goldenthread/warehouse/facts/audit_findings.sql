/*
title: Findings of practice audits
row: finding_id
person: false
local: true
reads: {audits: [audit_month], audit_findings: [theme]}
made_of: [audit_findings]
events: [audit_month]
breakdowns: [theme, team, service]
columns:
  audit_month: {type: date, means: month of the audit}
  theme: {type: text, means: theme}
  kind: {type: text, means: kind of finding, values: [tested, strength, improvement]}
  is_met: {type: bool, means: the theme was met, needs: [audit_findings.met]}
  team: {type: text, means: team audited, needs: [audits.team_id]}
  service: {type: text, means: service area, needs: [audits.service]}
said:
  rows: {one: finding, many: findings of practice audits}
  audit_month: {did: whose audit month falls}
  kind: {is: the finding, tested: on a standard that was tested, strength: a strength, improvement: an area for improvement}
  is_met: {"yes": the standard was met, "no": the standard was not met}
*/
SELECT f.authority, f.row_ref, concat(f.audit_id, ' ', f.theme, ' ', f.finding_no) AS finding_id,
  a.audit_month, f.theme, f.kind, coalesce(f.met, false) AS is_met, a.team_id AS team, a.service
FROM audit_findings f
JOIN audits a ON a.authority = f.authority AND a.audit_id = f.audit_id
