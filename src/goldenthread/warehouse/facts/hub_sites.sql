/*
title: Visits to family hubs by the locality of the hub
row: attendance_id
person: false
reads: {family_hub_attendance: [attended_on, hub_id], hubs: [locality_id]}
events: [attended_on]
breakdowns: [locality]
columns:
  attended_on: {type: date, means: day of the visit}
  locality: {type: text, means: locality in which the hub stands, needs: [hubs.locality_id]}
said:
  rows: {one: visit to a family hub, many: visits to family hubs}
  attended_on: {did: made}
  locality: {is: the locality in which the hub stands}
*/
-- The same visits as in hub_attendance. Here the locality is the hub's, so that it can be set beside what
-- lives in that locality; and the visits stand beside each standard's children, so that a card may use both.
SELECT a.authority, a.row_ref, a.attendance_id, a.attended_on, h.locality_id AS locality
FROM family_hub_attendance a
LEFT JOIN hubs h ON h.authority = a.authority AND h.hub_id = a.hub_id
