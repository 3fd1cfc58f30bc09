/*
title: Steps that may follow a contact
row: contact_id
reads: {contacts: [contact_date]}
events: [contact_date]
breakdowns: [stage, source]
columns:
  contact_date: {type: date, means: date of the contact}
  stage:
    type: text
    means: next stage
    values: [early_help, referral, assessment]
    lines:
      early_help: [early_help_assessments.start_date]
      referral: [referrals.referral_date]
      assessment: [referrals.referral_date, assessments.start_date]
  is_reached: {type: bool, means: the child reached the stage by the contact}
  known_date: {type: date, means: the day from which it is known whether the stage was reached}
  source: {type: text, means: who made the contact, needs: [contacts.source]}
said:
  rows: {one: contact, many: contacts}
  contact_date: {did: received}
  stage: {is: the next stage}
  source: {is: the source}
  is_reached: {"yes": it led to the next stage in time, "no": it did not lead to the next stage in time}
*/
-- One row for each contact and stage after it. Rows agreeing on child, date and source are one contact.
-- Early help: an early help assessment that starts within 28 days. Referral: within 5 working days, unless the
-- contact's own outcome says whether it became one. Assessment: one that starts within 10 working days of the
-- first day of such a referral, and carries the id of a referral of that day or of none.
-- What was reached is known at once; what was not, once its days have passed.
WITH ranked AS (
  SELECT c.*, row_number() OVER (
    PARTITION BY authority, person_id, contact_date, coalesce(source, '') ORDER BY contact_id
  ) AS copy_no
  FROM contacts c
), dated AS (
  SELECT c.authority, c.row_ref, c.contact_id, c.person_id, c.contact_date, c.source, c.outcome,
    k.working_day AS contact_working_day
  FROM ranked c
  JOIN calendar k ON k.day = c.contact_date
  WHERE c.copy_no = 1
), helped AS (
  SELECT c.row_ref, min(e.start_date) AS start_date
  FROM dated c
  JOIN early_help_assessments e ON e.authority = c.authority AND e.person_id = c.person_id
    AND e.start_date >= c.contact_date
  GROUP BY c.row_ref
), referred AS (
  SELECT c.row_ref, min(r.referral_date) AS referral_date
  FROM dated c
  JOIN referrals_made r ON r.authority = c.authority AND r.person_id = c.person_id
    AND r.referral_date >= c.contact_date
  JOIN calendar k ON k.day = r.referral_date AND k.working_day - c.contact_working_day <= 5
  WHERE c.outcome IS NULL OR c.outcome = 'new_referral'
  GROUP BY c.row_ref
), assessed AS (
  SELECT f.row_ref, min(a.start_date) AS start_date
  FROM referred f
  JOIN dated c ON c.row_ref = f.row_ref
  JOIN referrals_made r ON r.authority = c.authority AND r.person_id = c.person_id
    AND r.referral_date = f.referral_date
  JOIN assessments a ON a.authority = c.authority AND a.person_id = c.person_id
    AND a.start_date >= r.referral_date AND (a.referral_id IS NULL OR a.referral_id = r.referral_id)
  JOIN calendar k ON k.day = r.referral_date
  JOIN calendar s ON s.day = a.start_date AND s.working_day - k.working_day <= 10
  GROUP BY f.row_ref
), steps AS (
  SELECT c.*, 'early_help' AS stage,
    coalesce(c.outcome = 'early_help' OR h.start_date - c.contact_date <= 28, false) AS is_reached,
    c.contact_date + 28 AS last_date
  FROM dated c
  LEFT JOIN helped h ON h.row_ref = c.row_ref
  UNION ALL
  SELECT c.*, 'referral',
    coalesce(c.outcome = 'new_referral' OR f.referral_date IS NOT NULL, false),
    CASE WHEN c.outcome IS NULL THEN w.day ELSE c.contact_date END
  FROM dated c
  LEFT JOIN referred f ON f.row_ref = c.row_ref
  LEFT JOIN working_days w ON w.working_day = c.contact_working_day + 5
  UNION ALL
  SELECT c.*, 'assessment', a.row_ref IS NOT NULL,
    CASE
      WHEN f.row_ref IS NOT NULL THEN v.day
      WHEN c.outcome IS NULL OR c.outcome = 'new_referral' THEN w.day
      ELSE c.contact_date
    END
  FROM dated c
  LEFT JOIN referred f ON f.row_ref = c.row_ref
  LEFT JOIN assessed a ON a.row_ref = c.row_ref
  LEFT JOIN calendar k ON k.day = f.referral_date
  LEFT JOIN working_days v ON v.working_day = k.working_day + 10
  LEFT JOIN working_days w ON w.working_day = c.contact_working_day + 5
)
SELECT s.authority, s.row_ref, s.contact_id, s.person_id, s.contact_date, s.stage, s.is_reached,
  CASE WHEN s.is_reached THEN s.contact_date ELSE s.last_date END AS known_date,
  coalesce(g.grp, 'unknown') AS source
FROM steps s
LEFT JOIN code_groups g ON g.list = 'source' AND g.code = s.source
