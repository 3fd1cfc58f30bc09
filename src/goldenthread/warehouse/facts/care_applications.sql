/*
title: Children in care applications
row: proceedings_id
reads: {care_proceedings: [issued_date, application_type]}
events: [issued_date]
columns:
  issued_date: {type: date, means: day on which the court received the application}
  application_type: {type: text, means: kind of application, values: [s31_care, s31_supervision, epo, placement_order, other]}
*/
SELECT authority, row_ref, proceedings_id, person_id, issued_date, application_type
FROM care_proceedings
