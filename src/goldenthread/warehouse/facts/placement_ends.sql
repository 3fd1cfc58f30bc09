/*
title: Ends of placements
row: placement_id
reads: {cla_periods: [start_date, end_date, is_short_breaks], placements: [start_date, end_date, place]}
made_of: [placements]
events: [end_date]
breakdowns: [placement_group, provider]
columns:
  end_date: {type: date, means: end of the placement}
  is_move: {type: bool, means: "the child stayed in care and went to another placement, neither of the two a temporary one"}
  reason:
    type: text
    means: reason why the placement ended
    values: [CARPL, CLOSE, ALLEG, STAND, APPRR, CREQB, CREQO, CHILD, LAREQ, PLACE, CUSTOD, OTHER]
    needs: ["placements.move_reason|cla_episodes.change_reason"]
  placement_group: {type: text, means: group of the placement that ended, needs: [placements.provider]}
  provider: {type: text, means: provider of the placement that ended, needs: [placements.provider]}
said:
  rows: {one: placement, many: placements}
  end_date: {did: that ended, who: children whose placement ended}
  is_move:
    "yes": the child stayed in care and went on to another placement that is not a temporary stay
    "no": the child left care or went to a temporary stay
  reason:
    is: the reason for the end
    CARPL: the care plan
    PLACE: a change in the status of the placement only
*/
-- The period of care in which the placement began is still open when it ends, and another placement begins on
-- the day: of those begun on one day the higher id is the later. The reason stands on the placement, else on the
-- episode that ends with it.
WITH episode_reasons AS (
  SELECT authority, person_id, placement_id, end_date, min(change_reason) AS change_reason
  FROM cla_episodes WHERE change_reason IS NOT NULL
  GROUP BY authority, person_id, placement_id, end_date
)
SELECT p.authority, p.row_ref, p.placement_id, p.person_id, p.end_date,
  p.place NOT LIKE 'T%' AND EXISTS (
    SELECT 1 FROM care_periods c
    WHERE c.authority = p.authority AND c.person_id = p.person_id
      AND c.start_date <= p.start_date AND coalesce(c.end_date, 100000) > p.end_date
  ) AND EXISTS (
    SELECT 1 FROM placements n
    WHERE n.authority = p.authority AND n.person_id = p.person_id AND n.place NOT LIKE 'T%'
      AND n.start_date = p.end_date AND (n.start_date > p.start_date OR n.placement_id > p.placement_id)
  ) AS is_move,
  coalesce(p.move_reason, e.change_reason) AS reason, g.placement_group,
  coalesce(g.provider, 'unknown') AS provider
FROM placements p
JOIN placements_grouped g ON g.authority = p.authority AND g.person_id = p.person_id AND g.placement_id = p.placement_id
LEFT JOIN episode_reasons e ON e.authority = p.authority AND e.person_id = p.person_id
  AND e.placement_id = p.placement_id AND e.end_date = p.end_date
WHERE p.end_date IS NOT NULL
