/*
title: Cases of care proceedings
row: proceedings_id
person: false
reads: {care_proceedings: [issued_date, concluded_date, application_type]}
events: [concluded_date]
columns:
  concluded_date: {type: date, means: day of the final order about the last of the case's children}
  is_section_31: {type: bool, means: the application is for a care or supervision order (section 31)}
  weeks: {type: dec, means: weeks from the day the court received the application to the final order}
said:
  rows: {one: case, many: cases at court}
  concluded_date: {did: that ended}
  is_section_31: {"yes": the application is for a care or supervision order (section 31), "no": the application is for another order}
  weeks: {is: the time from the application to the final order, unit: weeks}
*/
-- Brothers and sisters share a case: it begins with the first application and ends when all of them have an order.
SELECT authority, min(row_ref) AS row_ref, proceedings_id,
  CASE WHEN count(*) = count(concluded_date) THEN max(concluded_date) END AS concluded_date,
  max(CASE WHEN application_type IN ('s31_care', 's31_supervision') THEN 1 ELSE 0 END) = 1 AS is_section_31,
  CAST(max(concluded_date) - min(issued_date) AS DOUBLE) / 7 AS weeks
FROM care_proceedings
GROUP BY authority, proceedings_id
