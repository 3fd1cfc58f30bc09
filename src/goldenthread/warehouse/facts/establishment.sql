/*
title: Vacant posts and people in post
row: post_id
person: false
local: true
reads:
  hr_posts: [as_at_month, role, fte_vacant]
  workforce_spells: [start_date, end_date, fte, is_social_worker, is_agency]
made_of: [hr_posts, workforce_spells]
intervals: {open: [from_date, to_date]}
breakdowns: [team, worker_role]
columns:
  from_date: {type: date, means: first day of the reading or of the employment in it}
  to_date: {type: date, means: day of the next reading or end of the employment}
  fte: {type: dec, means: full-time equivalent vacant or in post}
  is_vacant: {type: bool, means: vacant and not in post}
  is_recruited: {type: bool, means: not held back from recruitment}
  is_social_worker: {type: bool, means: social worker}
  is_agency: {type: bool, means: agency worker}
  worker_role: {type: text, means: role, needs: [hr_posts.role, workforce_spells.role]}
  team: {type: text, means: team, needs: [hr_posts.team_id, workforce_spells.team_id]}
said:
  rows: {one: post, many: posts, stock: posts}
  fte: {is: the full-time equivalent}
  is_vacant: {"yes": it is vacant, "no": somebody is in post}
  is_recruited: {"yes": it is not held back from recruitment, "no": it is held back from recruitment}
  is_social_worker: {"yes": the post is a social worker's, "no": the post is not a social worker's}
  is_agency: {"yes": an agency worker fills it, "no": no agency worker fills it}
*/
-- Vacancies are read month by month. A reading of the register holds until its next one, and no longer than
-- 3 months; without a reading nobody is in post here either, so that no share is counted.
WITH read_on AS (
  SELECT authority, as_at_month AS from_day,
    lead(as_at_month) OVER (PARTITION BY authority ORDER BY as_at_month) AS next_day
  FROM (SELECT DISTINCT authority, as_at_month FROM hr_posts) d
), readings AS (
  SELECT r.authority, r.from_day, least(coalesce(r.next_day, 100000), k.lapses_3m) AS to_day
  FROM read_on r JOIN calendar k ON k.day = r.from_day
)
SELECT p.authority, p.row_ref, p.post_id, r.from_day AS from_date, r.to_day AS to_date,
  p.fte_vacant AS fte, true AS is_vacant, coalesce(p.is_recruiting, true) AS is_recruited,
  p.role IN ('social_worker', 'senior_practitioner') AS is_social_worker, false AS is_agency,
  p.role AS worker_role, p.team_id AS team
FROM hr_posts p
JOIN readings r ON r.authority = p.authority AND r.from_day = p.as_at_month
UNION ALL
SELECT s.authority, s.row_ref, s.staff_id, greatest(s.start_date, r.from_day),
  least(coalesce(s.end_date, 100000), r.to_day), s.fte, false, true, s.is_social_worker, s.is_agency,
  s.role, s.team_id
FROM workforce_spells s
JOIN readings r ON r.authority = s.authority AND r.from_day < coalesce(s.end_date, 100000)
  AND r.to_day > s.start_date
