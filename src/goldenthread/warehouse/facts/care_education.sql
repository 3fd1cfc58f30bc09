/*
title: Education of looked-after children
row: education_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], cla_education: [start_date, status]}
made_of: [cla_education]
intervals: {open: [from_date, to_date]}
breakdowns: [has_sen]
columns:
  from_date: {type: date, means: first day in care with this status}
  to_date: {type: date, means: day on which status or care ends}
  status:
    type: text
    means: main activity
    values:
      [in_school, alternative, elective_home, tuition_only, out_of_education, not_accessing,
       post16_education, employment, training, neet, not_known]
  has_sen: {type: text, means: special educational needs, values: ["yes", "no", unknown], needs: [cla_education.has_sen]}
  school_age_date: {type: date, listed: false, means: start of compulsory school age, needs: [persons.dob]}
  turns_16_date: {type: date, listed: false, means: sixteenth birthday, needs: [persons.dob]}
said:
  rows: {one: record of education, many: records of the education of children in care, child: children in care}
  status:
    is: the child
    in_school: in school
    alternative: in alternative provision
    elective_home: educated at home by choice
    tuition_only: taught by a tutor only
    not_accessing: not accessing education
    post16_education: in education after 16
    employment: in work
    training: in training
    neet: "not in education, employment or training"
  school_age_date: {is: the start of compulsory school age, by: the child has reached compulsory school age}
  turns_16_date: {is: the sixteenth birthday, by: the child is 16 or older, after: the child is under 16}
  has_sen: {is: special educational needs}
*/
SELECT e.authority, e.row_ref, concat(e.person_id, ' ', e.start_date) AS education_id, e.person_id, e.status,
  CASE WHEN e.has_sen THEN 'yes' WHEN NOT e.has_sen THEN 'no' END AS has_sen,
  k.school_age AS school_age_date, k.turns_16 AS turns_16_date,
  greatest(c.start_date, e.start_date) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), coalesce(e.end_date, 100000)), 100000) AS to_date
FROM cla_education e
JOIN care c ON c.authority = e.authority AND c.person_id = e.person_id
  AND c.start_date < coalesce(e.end_date, 100000) AND coalesce(c.end_date, 100000) > e.start_date
LEFT JOIN persons p ON p.authority = e.authority AND p.person_id = e.person_id
LEFT JOIN calendar k ON k.day = p.dob
WHERE e.start_date < coalesce(e.end_date, 100000)
