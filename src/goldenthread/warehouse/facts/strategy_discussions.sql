/*
title: Strategy discussions
row: discussion_id
reads: {strategy_discussions: [held_date]}
events: [held_date]
columns:
  held_date: {type: date, means: date of the strategy discussion}
  outcome: {type: text, means: outcome of the discussion, needs: [strategy_discussions.outcome]}
  team: {type: text, means: the team that held it, needs: [strategy_discussions.team_id|involvements.team_id]}
said:
  rows: {one: strategy discussion, many: strategy discussions}
  held_date: {did: held}
*/
SELECT authority, row_ref, discussion_id, person_id, held_date, outcome, team_id AS team
FROM strategy_discussions
