/*
title: Section 47 enquiries
row: s47_id
reads: {s47_enquiries: [start_date]}
events: [start_date, end_date]
columns:
  start_date: {type: date, means: start of the section 47 enquiry}
  end_date: {type: date, means: end of the section 47 enquiry, needs: [s47_enquiries.end_date]}
  has_icpc: {type: bool, means: a conference that is not a transfer-in carries its id, needs: [icpcs.conference_date]}
  days_to_icpc:
    type: int
    means: days from start to the child's next conference without an enquiry of its own
    needs: [icpcs.conference_date]
  known_date: {type: date, means: day from which the outcome is known, needs: [icpcs.conference_date]}
  team: {type: text, means: the team that enquired, needs: [s47_enquiries.team_id|involvements.team_id]}
said:
  rows: {one: section 47 enquiry, many: section 47 enquiries}
  start_date: {did: started, who: children whose section 47 enquiry started}
  end_date: {did: completed, who: children whose section 47 enquiry was completed}
  has_icpc: {"yes": a conference other than a transfer-in is linked to it, "no": no conference other than a transfer-in is linked to it}
  days_to_icpc: {is: "the time from its start to the child's next conference that is linked to no enquiry", unit: days}
*/
-- Linked by id and child; where no conference carries the id, by child and date among unlinked conferences.
-- The outcome is known at once when a conference exists or none is required, else 15 working days on (a
-- conference found by date only later than that changes nothing: the 15 working days have passed by then).
WITH linked AS (
  SELECT DISTINCT authority, person_id, s47_id
  FROM icpcs WHERE s47_id IS NOT NULL AND conference_date IS NOT NULL AND NOT coalesce(is_transfer_in, false)
), unlinked AS (
  SELECT s.authority, s.person_id, s.s47_id, min(i.conference_date) AS conference_date
  FROM s47_enquiries s
  JOIN icpcs i ON i.authority = s.authority AND i.person_id = s.person_id AND i.s47_id IS NULL
    AND NOT coalesce(i.is_transfer_in, false) AND i.conference_date >= s.start_date
  GROUP BY s.authority, s.person_id, s.s47_id
)
SELECT s.authority, s.row_ref, s.s47_id, s.person_id, s.start_date, s.end_date,
  l.s47_id IS NOT NULL AS has_icpc,
  CASE WHEN l.s47_id IS NULL THEN u.conference_date - s.start_date END AS days_to_icpc,
  CASE
    WHEN l.s47_id IS NOT NULL OR u.s47_id IS NOT NULL OR coalesce(s.icpc_not_required, false) THEN s.start_date
    ELSE w.day
  END AS known_date,
  s.team_id AS team
FROM s47_enquiries s
LEFT JOIN linked l ON l.authority = s.authority AND l.person_id = s.person_id AND l.s47_id = s.s47_id
LEFT JOIN unlinked u ON u.authority = s.authority AND u.person_id = s.person_id AND u.s47_id = s.s47_id
LEFT JOIN calendar k ON k.day = s.start_date
LEFT JOIN working_days w ON w.working_day = k.working_day + 15
