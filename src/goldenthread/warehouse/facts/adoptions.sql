/*
title: Paths to adoption
row: permanence_id
reads: {permanence: [order_date, order_type]}
needs: {SSD: [cla_periods.start_date], "903": [cla_periods.start_date]}
events: [order_date, matched_date]
columns:
  order_date: {type: date, means: day of the adoption order}
  matched_date: {type: date, means: day of the match with adopters, needs: [permanence.matched_date]}
  is_placed: {type: bool, means: placed for adoption, needs: [permanence.placed_date]}
  days_to_placed:
    type: int
    means: "days from entering care to moving in with the adopters (foster carers who adopt: to the first day with them)"
    needs: [permanence.placed_date]
    reported: {AA: permanence.placed_date}
    look_back_in: {"903": 60}
  days_to_match:
    type: int
    means: "days from the placement order to the match (0 if matched before)"
    needs: [permanence.placement_order_date, permanence.matched_date]
    look_back_in: {"903": 60}
said:
  rows: {one: path to adoption, many: paths to adoption}
  order_date: {did: of children adopted}
  matched_date: {did: of children matched}
  is_placed: {"yes": the child was placed for adoption, "no": the child was not placed for adoption}
  days_to_placed: {is: the time from coming into care to moving in with the adopters, unit: days}
  days_to_match: {is: the time from the placement order to the match with adopters, unit: days}
*/
-- Care is that which the order ended: the last unbroken care to begin by its day.
WITH entered AS (
  SELECT p.authority, p.person_id, p.permanence_id, max(c.start_date) AS start_date
  FROM permanence p
  JOIN care c ON c.authority = p.authority AND c.person_id = p.person_id AND c.start_date <= p.order_date
    AND (c.end_date IS NULL OR c.end_date > c.start_date)
  GROUP BY p.authority, p.person_id, p.permanence_id
)
SELECT p.authority, p.row_ref, p.permanence_id, p.person_id, p.matched_date,
  CASE WHEN p.order_type = 'adoption' THEN p.order_date END AS order_date,
  p.placed_date IS NOT NULL AS is_placed,
  CASE WHEN p.adopted_by_carer THEN p.foster_placed_date ELSE p.placed_date END - e.start_date AS days_to_placed,
  CASE
    WHEN p.matched_date < p.placement_order_date THEN 0
    ELSE p.matched_date - p.placement_order_date
  END AS days_to_match
FROM permanence p
LEFT JOIN entered e ON e.authority = p.authority AND e.person_id = p.person_id AND e.permanence_id = p.permanence_id
