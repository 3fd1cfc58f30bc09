/*
title: Employment spells
row: staff_id
person: false
local: true
reads: {workforce_spells: [start_date, end_date, fte]}
events: [start_date, end_date]
intervals: {open: [start_date, end_date]}
breakdowns: [team, worker_role]
columns:
  start_date: {type: date, means: first day in post}
  end_date: {type: date, means: last day in children and family social work here}
  fte: {type: dec, means: full-time equivalent}
  worker_role: {type: text, means: role, needs: [workforce_spells.role]}
  team: {type: text, means: team, needs: [workforce_spells.team_id]}
  is_social_worker: {type: bool, means: social worker, needs: [workforce_spells.is_social_worker]}
  is_agency: {type: bool, means: agency worker, needs: [workforce_spells.is_agency]}
  is_leaver:
    type: bool
    means: no permanent social worker spell of the same person follows by the next day
    needs: [workforce_spells.is_social_worker, workforce_spells.is_agency]
said:
  rows: {one: post, many: posts, stock: filled posts}
  start_date: {did: filled}
  end_date: {did: left}
  fte: {is: the full-time equivalent}
  is_social_worker: {"yes": the post is a social worker's, "no": the post is not a social worker's}
  is_agency: {"yes": an agency worker fills it, "no": no agency worker fills it}
  is_leaver:
    "yes": the worker takes no other permanent social worker post here by the next day
    "no": the worker takes another permanent social worker post here by the next day
*/
SELECT s.authority, s.row_ref, s.staff_id, s.start_date, s.end_date, s.fte, s.role AS worker_role,
  s.team_id AS team, s.is_social_worker, s.is_agency,
  s.end_date IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM workforce_spells n
    WHERE n.authority = s.authority AND n.staff_id = s.staff_id AND n.is_social_worker AND NOT n.is_agency
      AND n.start_date > s.start_date AND n.start_date <= s.end_date + 1
  ) AS is_leaver
FROM workforce_spells s
