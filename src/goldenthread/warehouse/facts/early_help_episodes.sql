/*
title: Early help episodes
row: episode_id
reads: {early_help_episodes: [start_date, end_date]}
events: [start_date, end_date]
intervals: {open: [start_date, end_date]}
columns:
  start_date: {type: date, means: start of early help}
  end_date: {type: date, means: end of early help}
  level:
    type: text
    means: level of early help
    values: [targeted, intensive, universal, unknown]
    wants: [early_help_episodes.level]
  end_reason: {type: text, listed: false, means: why early help ended, needs: [early_help_episodes.end_reason]}
  has_plan:
    type: bool
    means: has a team around the family plan
    needs: [early_help_episodes.has_plan]
  lead:
    type: text
    means: kind of organisation that leads
    values: [authority, school, health, police, voluntary, other, unknown]
    needs: [early_help_episodes.lead_organisation_type]
  team: {type: text, means: the team that supports the family, needs: [early_help_episodes.team_id|involvements.team_id]}
said:
  rows: {one: early help episode, many: early help episodes, child: children with an open early help episode}
  start_date: {did: started}
  end_date: {did: ended}
  level: {is: the level of early help}
  has_plan: {"yes": the family has a team around the family plan, "no": the family has no team around the family plan}
  lead: {is: the organisation that leads, authority: the council}
*/
-- An unknown level counts, and the figure says when none is recorded: only episodes marked universal are left
-- out, by the card.
SELECT authority, row_ref, episode_id, person_id, start_date, end_date, end_reason, coalesce(level, 'unknown') AS level,
  coalesce(has_plan, false) AS has_plan, coalesce(lead_organisation_type, 'unknown') AS lead,
  team_id AS team
FROM early_help_episodes
