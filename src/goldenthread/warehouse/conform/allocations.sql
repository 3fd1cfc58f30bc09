-- Who holds a child's case on each day: of two open allocations the later start, then the higher id.
-- One row a stretch of days on which the holder does not change; `start_date` is the allocation's own start.
WITH spans AS (
  SELECT authority, person_id, involvement_id, worker_id, team_id, role, row_ref, start_date,
    coalesce(start_date, -100000) AS from_day, coalesce(end_date, 100000) AS to_day
  FROM involvements
  WHERE role IN ('allocated_worker', 'personal_adviser')
    AND coalesce(start_date, -100000) < coalesce(end_date, 100000)
), cuts AS (
  SELECT authority, person_id, role, from_day AS day FROM spans
  UNION SELECT authority, person_id, role, to_day FROM spans
), stretches AS (
  SELECT authority, person_id, role, day AS from_day,
    lead(day) OVER (PARTITION BY authority, person_id, role ORDER BY day) AS to_day
  FROM cuts
), held AS (
  SELECT t.authority, t.person_id, t.role, t.from_day, t.to_day, s.involvement_id, s.worker_id, s.team_id,
    s.start_date, s.row_ref,
    row_number() OVER (
      PARTITION BY t.authority, t.person_id, t.role, t.from_day ORDER BY s.from_day DESC, s.involvement_id DESC
    ) AS rank_no
  FROM stretches t
  JOIN spans s ON s.authority = t.authority AND s.person_id = t.person_id AND s.role = t.role
    AND s.from_day <= t.from_day AND s.to_day > t.from_day
)
SELECT authority, person_id, role, from_day, to_day, involvement_id, worker_id, team_id, start_date, row_ref
FROM held WHERE rank_no = 1
