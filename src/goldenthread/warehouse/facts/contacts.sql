/*
title: Contacts
row: contact_id
reads: {contacts: [contact_date]}
events: [contact_date]
breakdowns: [source, outcome]
columns:
  contact_date: {type: date, means: date of the contact}
  source: {type: text, means: who made the contact, needs: [contacts.source]}
  source_code: {type: text, means: source code, needs: [contacts.source]}
  outcome: {type: text, means: what the contact led to, needs: [contacts.outcome]}
  working_days_to_decision:
    type: int
    means: working days from the contact to the first decision about it
    needs: [contacts.decision_date]
  decision_known:
    type: date
    means: the day of the contact if it is decided, else the first working day after it
    needs: [contacts.decision_date]
  team: {type: text, means: the team that took the contact, needs: [contacts.team_id|involvements.team_id]}
said:
  rows: {one: contact, many: contacts}
  contact_date: {did: received, who: children about whom a contact was received}
  source: {is: the source, police: the police}
  source_code: {is: the source}
  outcome: {is: the outcome}
  working_days_to_decision: {is: the time from the contact to the first decision about it, unit: working days}
*/
-- Rows agreeing on child, date and source code are one contact; the first by id stands for them, with the
-- first decision of any of them. A decision dated before its contact is an error and decides nothing.
WITH ranked AS (
  SELECT c.*, row_number() OVER (
    PARTITION BY authority, person_id, contact_date, coalesce(source, '') ORDER BY contact_id
  ) AS copy_no, min(CASE WHEN decision_date >= contact_date THEN decision_date END) OVER (
    PARTITION BY authority, person_id, contact_date, coalesce(source, '')
  ) AS decided_on
  FROM contacts c
)
SELECT c.authority, c.row_ref, c.contact_id, c.person_id, c.contact_date, c.source AS source_code,
  coalesce(g.grp, 'unknown') AS source, c.outcome,
  z.working_day - s.working_day AS working_days_to_decision,
  CASE WHEN c.decided_on IS NOT NULL THEN c.contact_date ELSE w.day END AS decision_known, c.team_id AS team
FROM ranked c
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = c.source
LEFT JOIN calendar s ON s.day = c.contact_date
LEFT JOIN calendar z ON z.day = c.decided_on
LEFT JOIN working_days w ON w.working_day = s.working_day + 1
WHERE c.copy_no = 1
