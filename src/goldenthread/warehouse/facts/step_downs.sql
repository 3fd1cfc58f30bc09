/*
title: Step-downs to early help
row: step_down_id
reads: {step_downs: [decision_date]}
events: [decision_date]
columns:
  decision_date: {type: date, means: decision to step down}
  from_status: {type: text, means: status stepped down from, values: [cin_plan, cp_plan, cla, assessment]}
said:
  rows: {one: step-down to early help, many: step-downs to early help}
  decision_date: {did: decided}
*/
SELECT authority, row_ref, step_down_id, person_id, decision_date, from_status
FROM step_downs
