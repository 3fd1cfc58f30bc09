-- The one placement in which each child lives on each day: of two open placements the later start, then the
-- higher id. A temporary placement (T0 to T4) counts as the placement before it, where the child is expected
-- back. The stretches of a child touch and cover all days; on a day without a placement there is none.
WITH spans AS (
  SELECT authority, person_id, placement_id, stands_for, start_date AS from_day,
    coalesce(end_date, 100000) AS to_day
  FROM placements_grouped WHERE start_date < coalesce(end_date, 100000)
), cuts AS (
  SELECT authority, person_id, -100000 AS day FROM care
  UNION SELECT authority, person_id, from_day FROM spans
  UNION SELECT authority, person_id, to_day FROM spans WHERE to_day < 100000
), stretches AS (
  SELECT authority, person_id, day AS from_day,
    coalesce(lead(day) OVER (PARTITION BY authority, person_id ORDER BY day), 100000) AS to_day
  FROM cuts
), held AS (
  SELECT t.authority, t.person_id, t.from_day, t.to_day, s.stands_for,
    row_number() OVER (
      PARTITION BY t.authority, t.person_id, t.from_day ORDER BY s.from_day DESC, s.placement_id DESC
    ) AS rank_no
  FROM stretches t
  LEFT JOIN spans s ON s.authority = t.authority AND s.person_id = t.person_id
    AND s.from_day <= t.from_day AND s.to_day > t.from_day
)
SELECT authority, person_id, from_day, to_day, stands_for AS placement_id
FROM held WHERE rank_no = 1
