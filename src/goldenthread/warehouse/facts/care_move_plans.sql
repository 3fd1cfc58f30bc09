/*
title: Plans of looked-after children to move
row: move_plan_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], placement_move_plans: [agreed_date], placements: [place]}
made_of: [placement_move_plans]
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day in care with the plan}
  to_date: {type: date, means: day on which the plan is closed or care ends}
  target_group: {type: text, means: where the child is to move, values: [foster, kinship, parents, supported]}
said:
  rows: {one: plan to move, many: plans of children in care to move, child: children in care with an agreed plan to move}
  target_group: {is: the plan, foster: for foster care, kinship: for family or friends, parents: for the parents, supported: for supported accommodation}
*/
SELECT m.authority, m.row_ref, m.move_plan_id, m.person_id, m.target_group,
  greatest(c.start_date, m.agreed_date) AS from_date,
  nullif(least(coalesce(c.end_date, 100000), coalesce(m.closed_date, 100000)), 100000) AS to_date
FROM placement_move_plans m
JOIN care c ON c.authority = m.authority AND c.person_id = m.person_id
  AND c.start_date < coalesce(m.closed_date, 100000) AND coalesce(c.end_date, 100000) > m.agreed_date
WHERE m.agreed_date < coalesce(m.closed_date, 100000)
