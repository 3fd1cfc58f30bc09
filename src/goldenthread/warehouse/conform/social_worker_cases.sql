-- Cases held by social workers: each stretch of an allocation during an open employment spell of its worker
-- that is a social worker's and has hours.
SELECT a.authority, a.person_id, a.involvement_id, a.row_ref, s.staff_id, s.start_date AS spell_start,
  s.fte, s.role AS worker_role, s.team_id AS team,
  greatest(a.from_day, s.start_date) AS from_day,
  least(a.to_day, coalesce(s.end_date, 100000)) AS to_day
FROM allocations a
LEFT JOIN workers w ON w.authority = a.authority AND w.worker_id = a.worker_id
JOIN workforce_spells s ON s.authority = a.authority AND s.staff_id = coalesce(w.staff_id, a.worker_id)
  AND s.is_social_worker AND s.fte > 0
  AND s.start_date < a.to_day AND coalesce(s.end_date, 100000) > a.from_day
  AND s.start_date < coalesce(s.end_date, 100000)
WHERE a.role = 'allocated_worker'
