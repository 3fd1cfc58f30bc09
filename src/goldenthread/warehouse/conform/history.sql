-- What changes about a person: one row for each stretch of days on which nothing does.
-- The stretches of a person touch and cover all days, so that joining by day never loses or doubles a row.
-- A person's number is of one authority only, so it alone is joined and sorted by, which costs a third less.
WITH kinds AS (
  SELECT person_id, 'locality' AS kind, a.start_date, a.end_date, a.address_id AS id,
    a.locality_id AS value, NULL AS second
  FROM addresses_located a
  WHERE (a.address_type IS NULL OR lower(a.address_type) NOT LIKE '%placement%')
  UNION ALL
  SELECT person_id, 'team', start_date, end_date, involvement_id, team_id, NULL
  FROM involvements WHERE role = 'allocated_worker'
  UNION ALL
  SELECT person_id, 'legal_status', start_date, end_date, legal_status_id, legal_status, NULL
  FROM legal_statuses
  UNION ALL
  SELECT person_id, 'placement', start_date, end_date, placement_id, placement_group, provider
  FROM placements_grouped
), spans AS (
  SELECT person_id, kind, coalesce(start_date, -100000) AS from_day,
    coalesce(end_date, 100000) AS to_day, id, value, second
  FROM kinds
  WHERE coalesce(start_date, -100000) < coalesce(end_date, 100000)
), cuts AS (
  SELECT person_id, -100000 AS day FROM persons
  UNION SELECT person_id, from_day FROM spans
  UNION SELECT person_id, to_day FROM spans
  UNION SELECT p.person_id, p.dob FROM persons p WHERE p.dob IS NOT NULL
  UNION SELECT p.person_id, c.turns_1 FROM persons p JOIN calendar c ON c.day = p.dob
  UNION SELECT p.person_id, c.turns_5 FROM persons p JOIN calendar c ON c.day = p.dob
  UNION SELECT p.person_id, c.turns_10 FROM persons p JOIN calendar c ON c.day = p.dob
  UNION SELECT p.person_id, c.turns_16 FROM persons p JOIN calendar c ON c.day = p.dob
  UNION SELECT p.person_id, c.turns_18 FROM persons p JOIN calendar c ON c.day = p.dob
), stretches AS (
  SELECT person_id, day AS from_day,
    lead(day) OVER (PARTITION BY person_id ORDER BY day) AS to_day
  FROM cuts
), held AS (
  SELECT s.person_id, s.from_day, k.kind, k.value, k.second,
    row_number() OVER (
      PARTITION BY s.person_id, s.from_day, k.kind ORDER BY k.from_day DESC, k.id DESC
    ) AS rank_no
  FROM stretches s
  JOIN spans k ON k.person_id = s.person_id
    AND k.from_day <= s.from_day AND k.to_day > s.from_day
  WHERE s.to_day IS NOT NULL
), chosen AS (
  SELECT person_id, from_day,
    max(CASE WHEN kind = 'locality' THEN value END) AS locality,
    max(CASE WHEN kind = 'team' THEN value END) AS team,
    max(CASE WHEN kind = 'legal_status' THEN value END) AS legal_status,
    max(CASE WHEN kind = 'placement' THEN value END) AS placement_group,
    max(CASE WHEN kind = 'placement' THEN second END) AS provider
  FROM held WHERE rank_no = 1
  GROUP BY person_id, from_day
)
SELECT p.authority, s.person_id, s.from_day, coalesce(s.to_day, 100000) AS to_day,
  CASE
    WHEN p.dob IS NULL AND p.expected_dob IS NULL THEN 'unknown'
    WHEN p.dob IS NULL OR s.from_day < p.dob THEN 'unborn'
    WHEN s.from_day < c.turns_1 THEN 'under 1'
    WHEN s.from_day < c.turns_5 THEN '1-4'
    WHEN s.from_day < c.turns_10 THEN '5-9'
    WHEN s.from_day < c.turns_16 THEN '10-15'
    WHEN s.from_day < c.turns_18 THEN '16-17'
    ELSE '18+'
  END AS age_band,
  coalesce(h.locality, 'unknown') AS locality,
  coalesce(h.team, 'unknown') AS team,
  coalesce(h.legal_status, 'unknown') AS legal_status,
  coalesce(h.placement_group, 'unknown') AS placement_group,
  coalesce(h.provider, 'unknown') AS provider
FROM stretches s
JOIN persons p ON p.person_id = s.person_id
LEFT JOIN calendar c ON c.day = p.dob
LEFT JOIN chosen h ON h.person_id = s.person_id AND h.from_day = s.from_day
WHERE s.to_day IS NOT NULL OR s.from_day < 100000
