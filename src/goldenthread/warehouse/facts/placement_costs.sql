/*
title: Placements of children in care by weekly cost
row: placement_id
reads:
  cla_periods: [start_date, end_date, is_short_breaks]
  placements: [start_date, end_date, place]
  placement_costs: [placement_id, valid_from, weekly_cost]
made_of: [placements]
intervals: {open: [from_date, to_date]}
breakdowns: [placement_group, provider]
columns:
  from_date: {type: date, means: first day of the placement in care at this cost}
  to_date: {type: date, means: day on which the cost or the placement ends}
  weekly_cost: {type: dec, means: gross cost a week in pounds}
  placement_group: {type: text, means: group of the placement, needs: [placements.provider]}
  provider: {type: text, means: provider of the placement, needs: [placements.provider]}
said:
  rows: {one: placement, many: placements, stock: open placements of children in care}
  weekly_cost: {is: the weekly cost, known: the weekly cost is known, unknown: the weekly cost is not known}
*/
-- Each cost holds until the next one begins, or until the day after its last. A placement without a cost in force
-- is open at an unknown one.
WITH cost_lines AS (
  SELECT authority, placement_id, valid_from, weekly_cost, coalesce(valid_to + 1, 100000) AS gone_day,
    coalesce(lead(valid_from) OVER (PARTITION BY authority, placement_id ORDER BY valid_from), 100000) AS next_from
  FROM placement_costs WHERE placement_id IS NOT NULL
), spans AS (
  SELECT authority, placement_id, valid_from AS from_day, least(gone_day, next_from) AS to_day, weekly_cost
  FROM cost_lines
  UNION ALL
  SELECT authority, placement_id, greatest(gone_day, valid_from), next_from, CAST(NULL AS DOUBLE)
  FROM cost_lines WHERE gone_day < next_from
  UNION ALL
  SELECT authority, placement_id, -100000, min(valid_from), CAST(NULL AS DOUBLE)
  FROM cost_lines GROUP BY authority, placement_id
  UNION ALL
  SELECT p.authority, p.placement_id, -100000, 100000, CAST(NULL AS DOUBLE)
  FROM placements p WHERE NOT EXISTS (
    SELECT 1 FROM cost_lines l WHERE l.authority = p.authority AND l.placement_id = p.placement_id
  )
)
SELECT p.authority, p.row_ref, p.placement_id, p.person_id, s.weekly_cost, g.placement_group,
  coalesce(g.provider, 'unknown') AS provider,
  greatest(p.start_date, c.start_date, s.from_day) AS from_date,
  nullif(least(coalesce(p.end_date, 100000), coalesce(c.end_date, 100000), s.to_day), 100000) AS to_date
FROM placements p
JOIN care c ON c.authority = p.authority AND c.person_id = p.person_id
  AND c.start_date < coalesce(p.end_date, 100000) AND coalesce(c.end_date, 100000) > p.start_date
JOIN spans s ON s.authority = p.authority AND s.placement_id = p.placement_id
  AND s.from_day < least(coalesce(p.end_date, 100000), coalesce(c.end_date, 100000))
  AND s.to_day > greatest(p.start_date, c.start_date) AND s.from_day < s.to_day
JOIN placements_grouped g ON g.authority = p.authority AND g.person_id = p.person_id AND g.placement_id = p.placement_id
