/*
title: Early help assessments
row: eha_id
reads: {early_help_assessments: [start_date]}
events: [start_date, completion_date]
columns:
  start_date: {type: date, means: start of the early help assessment}
  completion_date: {type: date, means: completion of the early help assessment, needs: [early_help_assessments.completion_date]}
  organisation_type: {type: text, means: kind of organisation that assessed, needs: [early_help_assessments.organisation_type]}
said:
  rows: {one: early help assessment, many: early help assessments}
  start_date: {did: started}
  completion_date: {did: completed}
*/
SELECT authority, row_ref, eha_id, person_id, start_date, completion_date, organisation_type
FROM early_help_assessments
