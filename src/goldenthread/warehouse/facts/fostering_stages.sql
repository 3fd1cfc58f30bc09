/*
title: Stages of fostering recruitment
row: household_id
person: false
local: true
reads: {fostering_enquiries: [enquiry_date]}
events: [stage_date]
breakdowns: [stage]
columns:
  stage_date: {type: date, means: day on which the household reached the stage}
  stage: {type: text, means: stage, values: [enquiry, screening, home_visit, stage1, stage2, panel, approved]}
  next_stage_date: {type: date, means: day on which the household reached the stage after it}
said:
  rows: {one: household, many: households}
  stage_date: {did: that reached a stage of fostering recruitment}
  stage: {is: the stage, approved: approval}
  next_stage_date:
    is: the day on which the household reached the next stage
    known: the household went on to the next stage
    unknown: the household has not gone on to the next stage
*/
SELECT authority, row_ref, household_id, 'enquiry' AS stage, enquiry_date AS stage_date, screening_date AS next_stage_date
FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'screening', screening_date, home_visit_date FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'home_visit', home_visit_date, stage1_date FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'stage1', stage1_date, stage2_date FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'stage2', stage2_date, panel_date FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'panel', panel_date, approved_date FROM fostering_enquiries
UNION ALL
SELECT authority, row_ref, household_id, 'approved', approved_date, CAST(NULL AS INTEGER) FROM fostering_enquiries
