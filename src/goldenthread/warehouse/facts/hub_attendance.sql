/*
title: Family hub attendance
row: attendance_id
person: false
local: true
keys: [attendee_id]
reads: {family_hub_attendance: [attended_on, hub_id]}
events: [attended_on]
breakdowns: [hub, hub_locality, locality, age_band]
columns:
  attended_on: {type: date, means: day of the visit}
  attendee_id: {type: text, means: the person attending (a pseudonym), needs: [family_hub_attendance.attendee_id]}
  hub: {type: text, means: the hub}
  hub_locality: {type: text, means: locality in which the hub stands, needs: [hubs.locality_id]}
  locality: {type: text, means: locality of the family's home, needs: [family_hub_attendance.home_locality_id]}
  age_band: {type: text, means: age band of the person, needs: [family_hub_attendance.age_band]}
said:
  rows: {one: visit to a family hub, many: visits to family hubs}
  attended_on: {did: made, attendee_id: people who visited a family hub}
  hub_locality: {is: the locality in which the hub stands}
*/
SELECT a.authority, a.row_ref, a.attendance_id, a.attendee_id, a.attended_on, a.hub_id AS hub,
  h.locality_id AS hub_locality, a.home_locality_id AS locality, a.age_band
FROM family_hub_attendance a
LEFT JOIN hubs h ON h.authority = a.authority AND h.hub_id = a.hub_id
