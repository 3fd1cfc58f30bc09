/*
title: Care by the placement the child lives in
row: cla_period_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], placements: [start_date, end_date, place]}
intervals: {open: [from_date, to_date]}
breakdowns: [setting]
columns:
  from_date: {type: date, means: first day in care in this placement and under this law}
  to_date: {type: date, means: day on which the placement or the law changes or care ends}
  setting:
    type: text
    means: placement code
    values: [A3, A4, A5, A6, U1, U2, U3, U4, U5, U6, P1, P2, P3, H5, K1, K2, K3, R1, R2, R3, R5, S1, Z1, Z11, Z12, Z13, Z14]
  unregulated_kind:
    type: text
    means: kind of a setting that may be unregulated
    values: [other_setting, semi_independent, supported, independent]
  has_urn: {type: bool, means: "the home has a registration number of Ofsted", needs: [placements.urn]}
  is_in_england: {type: bool, means: the placement is not known to lie outside England}
  must_register: {type: bool, means: supported accommodation must be registered (from 28 October 2023)}
  distance_miles: {type: dec, means: distance from home in miles, needs: [placements.distance_miles]}
  is_in_area:
    type: bool
    means: the placement is known to lie in the council's area
    needs: ["placements.is_outside_authority|placements.placement_authority|placements.postcode"]
  turns_16_date: {type: date, listed: false, means: sixteenth birthday, needs: [persons.dob]}
  long_in_care_date:
    type: date
    means: day from which the child has been in care for 30 months
    look_back_in: {"903": 30}
  settled_date:
    type: date
    means: "day from which the child has lived with the same carer, or with the adopters and the carer before them, for 24 months"
    needs: [placements.carer_spell_id]
    look_back: 24
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  setting: {is: the placement}
  unregulated_kind:
    is: the placement
    other_setting: another setting (Z1 or Z11 to Z14)
    semi_independent: semi-independent living
    supported: supported accommodation
    independent: independent living
  has_urn: {"yes": it has a registration number of Ofsted, "no": it has no registration number of Ofsted}
  is_in_england: {"yes": it is not known to lie outside England, "no": it lies outside England}
  must_register: {"yes": the day is on or after 28 October 2023, "no": the day is before 28 October 2023}
  distance_miles: {is: the distance of the placement from home, unit: miles, known: the distance of the placement from home is known, unknown: the distance of the placement from home is not known}
  is_in_area: {"yes": the placement is known to lie in the council's area, "no": the placement is not known to lie in the council's area}
  turns_16_date: {by: the child is 16 or over, after: the child is under 16}
  long_in_care_date: {by: the child has been in care for 30 months or more}
  settled_date: {by: "the child has lived with the same carer for 24 months or more, the time with the carer just before counted in for a child placed for adoption"}
*/
-- The unit of stability is the carer spell. A child whom adopters took from another carer has lived with the two
-- since the spell of that carer began, if it lasted until the adoption placement. The area of a placement is what
-- the source says of it, else whether the localities know its postcode. Supported accommodation must be
-- registered from 28 October 2023, which is day 19658.
WITH laws AS (
  SELECT -100000 AS from_day, 19658 AS to_day, false AS must_register
  UNION ALL SELECT 19658, 100000, true
), spells AS (
  SELECT authority, person_id, carer_spell_id, min(start_date) AS start_date,
    max(coalesce(end_date, 100000)) AS end_day
  FROM placements WHERE carer_spell_id IS NOT NULL
  GROUP BY authority, person_id, carer_spell_id
), opening AS (
  SELECT authority, person_id, carer_spell_id, place,
    row_number() OVER (
      PARTITION BY authority, person_id, carer_spell_id
      ORDER BY start_date, CASE WHEN place LIKE 'T%' THEN 1 ELSE 0 END, placement_id
    ) AS placement_no
  FROM placements WHERE carer_spell_id IS NOT NULL
), chained AS (
  SELECT s.authority, s.person_id, s.carer_spell_id, s.start_date, b.start_date AS before_start,
    b.end_day AS before_end, row_number() OVER (
      PARTITION BY s.authority, s.person_id, s.carer_spell_id
      ORDER BY b.start_date DESC, b.carer_spell_id DESC
    ) AS rank_no
  FROM spells s
  LEFT JOIN spells b ON b.authority = s.authority AND b.person_id = s.person_id
    AND b.start_date < s.start_date AND b.end_day > b.start_date
), settled AS (
  SELECT c.authority, c.person_id, c.carer_spell_id, c.start_date,
    CASE
      WHEN o.place IN ('A3', 'A4', 'A5', 'A6') AND c.before_end >= c.start_date THEN c.before_start
      ELSE c.start_date
    END AS with_the_one_before
  FROM chained c
  JOIN opening o ON o.authority = c.authority AND o.person_id = c.person_id
    AND o.carer_spell_id = c.carer_spell_id AND o.placement_no = 1
  WHERE c.rank_no = 1
), homes AS (
  SELECT p.authority, p.person_id, p.placement_id, p.place AS setting,
    p.urn IS NOT NULL AND upper(p.urn) <> 'XXXXXXX' AS has_urn,
    coalesce(p.placement_authority NOT IN ('SCO', 'NIR', 'WAL', 'CON', 'NUK'), true) AS is_in_england,
    CASE WHEN p.distance_miles < 999 THEN p.distance_miles END AS distance_miles,
    CASE
      WHEN p.is_outside_authority IS NOT NULL THEN NOT p.is_outside_authority
      WHEN p.placement_authority IS NOT NULL THEN p.placement_authority = p.authority
      ELSE EXISTS (
        SELECT 1 FROM locality_lookup a
        WHERE a.authority = p.authority
          AND upper(replace(a.area_code, ' ', '')) = upper(replace(p.postcode, ' ', ''))
      )
    END AS is_in_area,
    CASE WHEN p.place IN ('A3', 'A4', 'A5', 'A6') THEN s.with_the_one_before ELSE s.start_date END AS settled_since
  FROM placements p
  LEFT JOIN settled s ON s.authority = p.authority AND s.person_id = p.person_id
    AND s.carer_spell_id = p.carer_spell_id
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id,
  greatest(c.start_date, d.from_day, w.from_day) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), d.to_day, w.to_day), 100000) AS to_date,
  h.setting,
  CASE
    WHEN h.setting LIKE 'Z%' THEN 'other_setting'
    WHEN h.setting = 'H5' THEN 'semi_independent'
    WHEN h.setting = 'K3' THEN 'supported'
    WHEN h.setting = 'P2' THEN 'independent'
  END AS unregulated_kind,
  coalesce(h.has_urn, false) AS has_urn, coalesce(h.is_in_england, true) AS is_in_england, w.must_register,
  h.distance_miles, coalesce(h.is_in_area, false) AS is_in_area,
  b.turns_16 AS turns_16_date, l.lapses_30m AS long_in_care_date, k.lapses_24m AS settled_date
FROM care c
JOIN placements_held d ON d.authority = c.authority AND d.person_id = c.person_id
  AND d.from_day < coalesce(c.end_date, 100000) AND d.to_day > c.start_date
JOIN laws w ON w.from_day < least(coalesce(c.end_date, 100000), d.to_day)
  AND w.to_day > greatest(c.start_date, d.from_day)
LEFT JOIN homes h ON h.authority = d.authority AND h.person_id = d.person_id AND h.placement_id = d.placement_id
LEFT JOIN persons p ON p.authority = c.authority AND p.person_id = c.person_id
LEFT JOIN calendar b ON b.day = p.dob
JOIN calendar l ON l.day = c.start_date
LEFT JOIN calendar k ON k.day = h.settled_since
