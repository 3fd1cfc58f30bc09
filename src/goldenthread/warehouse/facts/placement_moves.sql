/*
title: Placement moves
row: carer_spell_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], placements: [start_date, place, carer_spell_id]}
made_of: [placements]
events: [move_date]
breakdowns: [placement_group, provider]
columns:
  move_date: {type: date, means: day of the move}
  next_move_date: {type: date, means: the child's next move}
  placement_group: {type: text, means: group of the placement moved to, needs: [placements.provider]}
  provider: {type: text, means: provider of the placement moved to, needs: [placements.provider]}
  destination: {type: text, means: where the child went}
said:
  rows: {one: change of placement, many: changes of placement}
  move_date: {did: made, who: children who changed placement}
  next_move_date: {is: the child's next move, known: a later move is known, unknown: no later move is known}
  destination: {is: where the child went}
*/
-- A move is a carer spell that begins inside a period of care and is not the first to begin there. A change
-- that keeps the carer begins no spell. Of spells that begin on one day the lower id is the first.
WITH opened AS (
  SELECT authority, person_id, carer_spell_id, placement_id, start_date,
    row_number() OVER (
      PARTITION BY authority, person_id, carer_spell_id ORDER BY start_date, placement_id
    ) AS placement_no
  FROM placements
  WHERE carer_spell_id IS NOT NULL
), moves AS (
  SELECT o.authority, p.row_ref, o.carer_spell_id, o.person_id, o.start_date AS move_date, g.placement_group,
    g.place IN ('U4', 'U6') AS is_foster,
    coalesce(g.provider, 'unknown') AS provider
  FROM opened o
  JOIN placements p ON p.authority = o.authority AND p.person_id = o.person_id AND p.placement_id = o.placement_id
  JOIN placements_grouped g ON g.authority = o.authority AND g.person_id = o.person_id AND g.placement_id = o.placement_id
  WHERE o.placement_no = 1 AND EXISTS (
    SELECT 1 FROM care_periods c
    JOIN opened e ON e.authority = c.authority AND e.person_id = c.person_id AND e.placement_no = 1
      AND e.start_date >= c.start_date
    WHERE c.authority = o.authority AND c.person_id = o.person_id
      AND c.start_date <= o.start_date AND coalesce(c.end_date, 100000) > o.start_date
      AND (e.start_date < o.start_date OR (e.start_date = o.start_date AND e.carer_spell_id < o.carer_spell_id))
  )
)
SELECT authority, row_ref, carer_spell_id, person_id, move_date, placement_group, provider,
  lead(move_date) OVER (
    PARTITION BY authority, person_id ORDER BY move_date, carer_spell_id
  ) AS next_move_date,
  CASE WHEN is_foster THEN 'foster' ELSE placement_group END AS destination
FROM moves
