/*
title: Spend on agency staff
row: team
person: false
local: true
reads: {agency_spend: [period_start, amount]}
events: [period_start]
breakdowns: [team]
columns:
  period_start: {type: date, means: first day of the month of the spend}
  amount: {type: dec, means: amount in pounds}
  team: {type: text, means: team, needs: [agency_spend.team_id]}
said:
  rows: {one: agency cost, many: agency costs}
  period_start: {did: incurred}
  amount: {is: the amount in pounds}
*/
SELECT authority, row_ref, period_start, amount, team_id AS team
FROM agency_spend
