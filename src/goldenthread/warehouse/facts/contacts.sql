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
  team: {type: text, means: the team that took the contact, needs: [contacts.team_id|involvements.team_id]}
said:
  rows: {one: contact, many: contacts}
  contact_date: {did: received, who: children about whom a contact was received}
  source: {is: the source, police: the police}
  source_code: {is: the source}
  outcome: {is: the outcome}
*/
-- Rows agreeing on child, date and source code are one contact; the first by id stands for them.
WITH ranked AS (
  SELECT c.*, row_number() OVER (
    PARTITION BY authority, person_id, contact_date, coalesce(source, '') ORDER BY contact_id
  ) AS copy_no
  FROM contacts c
)
SELECT c.authority, c.row_ref, c.contact_id, c.person_id, c.contact_date, c.source AS source_code,
  coalesce(g.grp, 'unknown') AS source, c.outcome, c.team_id AS team
FROM ranked c
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = c.source
WHERE c.copy_no = 1
