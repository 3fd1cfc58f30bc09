/*
title: Care by last visit and the longest time to the next
row: cla_period_id
reads:
  cla_periods: [start_date, end_date, is_short_breaks]
  visits: [visit_date]
  placements: [start_date, place]
  legal_statuses: [start_date, legal_status]
  cla_reviews: [review_date]
needs: {AA: [visits.visit_type=cla]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: "first day with this last visit, placement, order and limit"}
  to_date: {type: date, means: day on which one of them changes or care ends}
  overdue_date: {type: date, means: first day on which the next visit is late, look_back: 6}
  agreed_overdue_date:
    type: date
    means: "first day on which a visit agreed every 6 months is late (long-term foster placement of a year or more)"
    look_back: 6
said:
  rows: {one: period of care, many: periods of care, child: children in care}
  overdue_date:
    is: the first day on which the next visit is late
    by: the next visit is late
    after: the next visit is not late
  agreed_overdue_date:
    is: the first day on which a half-yearly visit is late
    by: a half-yearly visit to a long-term foster placement of a year or more is late
    after: a half-yearly visit to a long-term foster placement of a year or more is not late
*/
-- Annex A's 'last seen' is no statutory visit: of those it gives the last with the child in care.
-- Regulation 28. The clock begins with the placement: the time with one carer, however it is relabelled; at
-- home under a care order (C2) also with the order. Limits, in days unless months are said: 7 until the first
-- visit; then 42, or 3 months from the first year on in a placement meant to last to 18 (by the placement
-- itself, else by its code U1 or U4). At home under an interim care order (C1): 7 until the first review,
-- then 28. Months are counted back from the day, as between reviews.
WITH spells AS (
  SELECT authority, person_id, carer_spell_id, min(start_date) AS start_date
  FROM placements WHERE carer_spell_id IS NOT NULL
  GROUP BY authority, person_id, carer_spell_id
), kinds AS (
  SELECT g.authority, g.person_id, 'placement' AS kind, g.start_date, g.end_date, g.placement_id AS id,
    g.place AS code, coalesce(s.start_date, p.start_date) AS since,
    CASE WHEN coalesce(p.intended_to_18, g.place IN ('U1', 'U4')) THEN 1 ELSE 0 END AS to_18
  FROM placements_grouped g
  JOIN placements p ON p.authority = g.authority AND p.person_id = g.person_id AND p.placement_id = g.placement_id
  LEFT JOIN spells s ON s.authority = p.authority AND s.person_id = p.person_id
    AND s.carer_spell_id = p.carer_spell_id
  UNION ALL
  SELECT authority, person_id, 'order', start_date, end_date, legal_status_id, legal_status, start_date, 0
  FROM legal_statuses
), spans AS (
  SELECT authority, person_id, kind, id, code, since, to_18, coalesce(start_date, -100000) AS from_day,
    coalesce(end_date, 100000) AS to_day
  FROM kinds
  WHERE coalesce(start_date, -100000) < coalesce(end_date, 100000)
), seen AS (
  SELECT DISTINCT authority, person_id, visit_date FROM visits
  WHERE (visit_type = 'cla' OR (visit_type = 'any' AND source_std <> 'AA')) AND child_seen
    AND visit_date IS NOT NULL
), reviewed AS (
  SELECT c.authority, c.person_id, c.stretch, min(r.review_date) AS review_date
  FROM care c
  JOIN cla_reviews r ON r.authority = c.authority AND r.person_id = c.person_id
    AND NOT coalesce(r.is_cancelled, false) AND r.review_date >= c.start_date
  GROUP BY c.authority, c.person_id, c.stretch
), cuts AS (
  SELECT authority, person_id, start_date AS day FROM care
  UNION SELECT authority, person_id, coalesce(end_date, 100000) FROM care
  UNION SELECT authority, person_id, from_day FROM spans
  UNION SELECT authority, person_id, to_day FROM spans
  UNION SELECT s.authority, s.person_id, k.lapses_12m FROM spans s JOIN calendar k ON k.day = s.since
    WHERE s.kind = 'placement'
  UNION SELECT authority, person_id, visit_date FROM seen
  UNION SELECT authority, person_id, review_date FROM reviewed
), stretches AS (
  SELECT t.authority, t.person_id, t.day AS from_day,
    lead(t.day) OVER (PARTITION BY t.authority, t.person_id ORDER BY t.day) AS to_day,
    max(v.visit_date) OVER (PARTITION BY t.authority, t.person_id ORDER BY t.day) AS visit_date
  FROM cuts t
  LEFT JOIN seen v ON v.authority = t.authority AND v.person_id = t.person_id AND v.visit_date = t.day
), in_care AS (
  SELECT c.authority, c.person_id, c.stretch, c.row_ref, c.cla_period_id, c.start_date, t.from_day, t.to_day,
    t.visit_date
  FROM care c
  JOIN stretches t ON t.authority = c.authority AND t.person_id = c.person_id
    AND t.from_day >= c.start_date AND t.to_day <= coalesce(c.end_date, 100000)
), ranked AS (
  SELECT t.authority, t.person_id, t.from_day, s.kind, s.code, s.since, s.to_18,
    row_number() OVER (
      PARTITION BY t.authority, t.person_id, t.from_day, s.kind ORDER BY s.from_day DESC, s.id DESC
    ) AS rank_no
  FROM in_care t
  JOIN spans s ON s.authority = t.authority AND s.person_id = t.person_id
    AND s.from_day <= t.from_day AND s.to_day > t.from_day
), held AS (
  SELECT authority, person_id, from_day,
    max(CASE WHEN kind = 'placement' THEN code END) AS place,
    max(CASE WHEN kind = 'placement' THEN since END) AS placed_day,
    max(CASE WHEN kind = 'placement' THEN to_18 END) AS to_18,
    max(CASE WHEN kind = 'order' THEN code END) AS legal_status,
    max(CASE WHEN kind = 'order' THEN since END) AS order_day
  FROM ranked WHERE rank_no = 1
  GROUP BY authority, person_id, from_day
), clocks AS (
  SELECT t.*, coalesce(h.place, '') AS place, coalesce(h.legal_status, '') AS legal_status,
    coalesce(h.to_18, 0) AS to_18,
    r.review_date <= t.from_day AS is_reviewed,
    y.lapses_12m <= t.from_day AS is_year,
    greatest(
      t.start_date, coalesce(h.placed_day, t.start_date),
      CASE WHEN h.place = 'P1' AND h.legal_status = 'C2' THEN coalesce(h.order_day, t.start_date) ELSE t.start_date END
    ) AS since
  FROM in_care t
  LEFT JOIN held h ON h.authority = t.authority AND h.person_id = t.person_id AND h.from_day = t.from_day
  LEFT JOIN reviewed r ON r.authority = t.authority AND r.person_id = t.person_id AND r.stretch = t.stretch
  LEFT JOIN calendar y ON y.day = h.placed_day
)
SELECT c.authority, c.row_ref, c.cla_period_id, c.person_id, c.from_day AS from_date,
  nullif(c.to_day, 100000) AS to_date,
  CASE
    WHEN c.visit_date IS NULL OR c.visit_date < c.since THEN c.since + 8
    WHEN c.place = 'P1' AND c.legal_status = 'C1' AND coalesce(c.is_reviewed, false) THEN c.visit_date + 29
    WHEN c.place = 'P1' AND c.legal_status = 'C1' THEN c.visit_date + 8
    WHEN c.place <> 'P1' AND c.to_18 = 1 AND c.is_year THEN k.lapses_3m
    ELSE c.visit_date + 43
  END AS overdue_date,
  CASE
    WHEN c.visit_date >= c.since AND c.place IN ('U1', 'U4') AND c.is_year THEN k.lapses_6m
  END AS agreed_overdue_date
FROM clocks c
LEFT JOIN calendar k ON k.day = c.visit_date + 1
