/*
title: Events along the path from contact to assessment
row: event_id
reads: {}
made_of: [contacts, early_help_assessments, referrals, assessments]
events: [event_date]
breakdowns: [stage]
columns:
  event_date: {type: date, means: day on which the child reached the stage}
  stage:
    type: text
    means: stage of the path
    values: [contact, early_help, referral, assessment]
    lines:
      contact: [contacts.contact_date]
      early_help: [early_help_assessments.completion_date]
      referral: [referrals.referral_date]
      assessment: [assessments.authorised_date]
said:
  rows: {one: event on the path from contact to assessment, many: events on the path from contact to assessment}
  event_date: {did: dated, who: children who reached a stage of the path from contact to assessment}
  stage: {is: the stage}
*/
-- The dates by which the four measures of these events count them, so that a stage is the children of its measure.
SELECT authority, row_ref, contact_id AS event_id, person_id, 'contact' AS stage, contact_date AS event_date
FROM contacts
UNION ALL
SELECT authority, row_ref, eha_id, person_id, 'early_help', completion_date FROM early_help_assessments
UNION ALL
SELECT authority, row_ref, referral_id, person_id, 'referral', referral_date FROM referrals_made
UNION ALL
SELECT authority, row_ref, assessment_id, person_id, 'assessment', authorised_date FROM assessments
