/*
title: Children in care applications
row: proceedings_id
reads: {care_proceedings: [issued_date, application_type]}
events: [issued_date]
columns:
  issued_date: {type: date, means: day on which the court received the application}
  application_type: {type: text, means: kind of application, values: [s31_care, s31_supervision, epo, placement_order, other]}
said:
  rows: {one: care application, many: care applications}
  issued_date: {did: received by the court, who: children in applications that the court received}
  application_type:
    is: the application
    s31_care: for a care order (section 31)
    s31_supervision: for a supervision order (section 31)
    epo: for an emergency protection order
    placement_order: for a placement order
    other: for another order
*/
SELECT authority, row_ref, proceedings_id, person_id, issued_date, application_type
FROM care_proceedings
