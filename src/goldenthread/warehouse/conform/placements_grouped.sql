-- Placements with their group. A temporary placement (T0 to T4) has the group of the placement before it,
-- because the child is expected back there; with none before it, it is not known. Nor is a foster home of which
-- nobody says who provides it: it is neither in-house nor external.
WITH lasting AS (
  SELECT authority, placement_id, person_id, start_date, end_date, place, provider
  FROM placements WHERE place NOT LIKE 'T%'
), before_temporary AS (
  SELECT t.authority, t.placement_id, l.placement_id AS stands_for, l.place, l.provider,
    row_number() OVER (
      PARTITION BY t.authority, t.placement_id ORDER BY l.start_date DESC, l.placement_id DESC
    ) AS rank_no
  FROM placements t
  JOIN lasting l ON l.authority = t.authority AND l.person_id = t.person_id AND l.start_date <= t.start_date
  WHERE t.place LIKE 'T%'
), places AS (
  SELECT p.authority, p.placement_id, p.person_id, p.start_date, p.end_date,
    p.place LIKE 'T%' AND b.placement_id IS NULL AS nothing_before,
    CASE WHEN p.place LIKE 'T%' THEN b.stands_for ELSE p.placement_id END AS stands_for,
    CASE WHEN p.place LIKE 'T%' THEN b.place ELSE p.place END AS place,
    CASE WHEN p.place LIKE 'T%' THEN b.provider ELSE p.provider END AS provider
  FROM placements p
  LEFT JOIN before_temporary b ON b.authority = p.authority AND b.placement_id = p.placement_id AND b.rank_no = 1
)
SELECT authority, placement_id, person_id, start_date, end_date, stands_for, place, provider,
  CASE
    WHEN place IN ('A3', 'A4', 'A5', 'A6') THEN 'adoption'
    WHEN place IN ('U2', 'U5') THEN 'foster_to_adopt'
    WHEN place = 'P1' THEN 'parents'
    WHEN place IN ('U1', 'U3') THEN 'family_friends'
    WHEN place IN ('U4', 'U6') AND provider = 'PR1' THEN 'foster_in_house'
    WHEN place IN ('U4', 'U6') AND provider IS NULL THEN 'unknown'
    WHEN place IN ('U4', 'U6') THEN 'foster_external'
    WHEN place IN ('H5', 'K3', 'P2') THEN 'supported'
    WHEN place IN ('K2', 'R1', 'S1') THEN 'residential'
    WHEN place = 'K1' THEN 'secure'
    WHEN nothing_before THEN 'unknown'
    ELSE 'other'
  END AS placement_group
FROM places
