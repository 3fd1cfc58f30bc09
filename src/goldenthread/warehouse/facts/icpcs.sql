/*
title: Initial child protection conferences
row: icpc_id
reads: {icpcs: [conference_date]}
events: [conference_date]
breakdowns: [outcome, abuse_category]
columns:
  conference_date: {type: date, means: date of the conference, look_back_in: {AA: 2}}
  is_transfer_in: {type: bool, means: transfer-in conference}
  has_s47:
    type: bool
    means: the conference carries the id of an enquiry of the child
    needs: [s47_enquiries.start_date]
    look_back: 2
  days_from_s47:
    type: int
    means: days from the start of the child's latest enquiry to a conference that carries no enquiry's id
    needs: [s47_enquiries.start_date]
    look_back: 2
  working_days_from_s47:
    type: int
    means: working days from the start of the enquiry to the conference, empty when it began later
    needs: [s47_enquiries.start_date]
    look_back: 2
  working_days_from_referral:
    type: int
    means: working days from the referral to the conference, empty when it came later
    needs: [referrals.referral_date]
    look_back: 1
  led_to_plan:
    type: bool
    means: a plan was made, or one of the child began on the day
    needs: [icpcs.outcome_cp_plan|cp_plans.start_date]
  outcome: {type: text, means: whether the conference made a plan, values: [plan, no_plan, unknown], needs: [icpcs.outcome_cp_plan]}
  abuse_category:
    type: text
    means: category of abuse of the plan that began on the day
    needs: [cp_plans.start_date, cp_plans.latest_category|cp_plans.initial_category]
  team: {type: text, means: the team that brought the case, needs: [icpcs.team_id|involvements.team_id]}
said:
  rows: {one: initial child protection conference, many: initial child protection conferences}
  conference_date: {did: held}
  is_transfer_in: {"yes": it is a transfer-in conference, "no": it is not a transfer-in conference}
  led_to_plan: {"yes": a child protection plan was made, "no": no child protection plan was made}
  outcome: {is: the outcome, plan: a plan, no_plan: no plan}
  has_s47: {"yes": it is linked to an enquiry of the child, "no": it is linked to no enquiry of the child}
  days_from_s47: {is: "the time from the start of the child's latest enquiry to a conference linked to none", unit: days}
  working_days_from_s47: {is: the time from the start of the enquiry to the conference, unit: working days}
  working_days_from_referral: {is: the time from the referral to the conference, unit: working days}
*/
-- Annex A lists the conferences of the enquiries of its six months: those of its first weeks may be missing.
-- A plan is one that the conference says it made, else one of the child's own that began on the day (of two
-- the first by id); another authority's is not.
-- The enquiry: by id and child; else by the child's latest enquiry that had started (the card says how long ago at most).
-- The referral: the child's own that the conference names, or else its enquiry by id; else the child's latest by the
-- day. One from before the month that is looked back is more than 15 working days ago, whichever it is.
WITH begun AS (
  SELECT authority, person_id, start_date, coalesce(latest_category, initial_category) AS abuse_category,
    row_number() OVER (PARTITION BY authority, person_id, start_date ORDER BY cp_plan_id) AS plan_no
  FROM cp_plans WHERE NOT coalesce(is_ola, false)
), by_id AS (
  SELECT i.authority, i.person_id, i.icpc_id, max(s.start_date) AS start_date
  FROM icpcs i
  JOIN s47_enquiries s ON s.authority = i.authority AND s.person_id = i.person_id AND s.s47_id = i.s47_id
  GROUP BY i.authority, i.person_id, i.icpc_id
), by_date AS (
  SELECT i.authority, i.person_id, i.icpc_id, max(s.start_date) AS start_date
  FROM icpcs i
  JOIN s47_enquiries s ON s.authority = i.authority AND s.person_id = i.person_id
    AND s.start_date <= i.conference_date
  GROUP BY i.authority, i.person_id, i.icpc_id
), named AS (
  SELECT i.authority, i.person_id, i.icpc_id, max(r.referral_date) AS referral_date
  FROM icpcs i
  LEFT JOIN s47_enquiries s ON s.authority = i.authority AND s.person_id = i.person_id AND s.s47_id = i.s47_id
  JOIN referrals r ON r.authority = i.authority AND r.person_id = i.person_id
    AND r.referral_id = coalesce(i.referral_id, s.referral_id)
  GROUP BY i.authority, i.person_id, i.icpc_id
), referred AS (
  SELECT i.authority, i.person_id, i.icpc_id, max(r.referral_date) AS referral_date
  FROM icpcs i
  JOIN referrals r ON r.authority = i.authority AND r.person_id = i.person_id
    AND r.referral_date <= i.conference_date
  GROUP BY i.authority, i.person_id, i.icpc_id
)
SELECT i.authority, i.row_ref, i.icpc_id, i.person_id, i.conference_date,
  coalesce(i.is_transfer_in, false) AS is_transfer_in,
  coalesce(i.outcome_cp_plan, false) OR p.plan_no IS NOT NULL AS led_to_plan,
  CASE WHEN i.outcome_cp_plan THEN 'plan' WHEN NOT i.outcome_cp_plan THEN 'no_plan' END AS outcome, p.abuse_category,
  b.start_date IS NOT NULL AS has_s47,
  CASE WHEN b.start_date IS NULL THEN i.conference_date - d.start_date END AS days_from_s47,
  CASE WHEN s.day <= i.conference_date THEN z.working_day - s.working_day END AS working_days_from_s47,
  CASE WHEN f.day <= i.conference_date THEN z.working_day - f.working_day END AS working_days_from_referral,
  i.team_id AS team
FROM icpcs i
LEFT JOIN begun p ON p.authority = i.authority AND p.person_id = i.person_id AND p.start_date = i.conference_date
  AND p.plan_no = 1
LEFT JOIN by_id b ON b.authority = i.authority AND b.person_id = i.person_id AND b.icpc_id = i.icpc_id
LEFT JOIN by_date d ON d.authority = i.authority AND d.person_id = i.person_id AND d.icpc_id = i.icpc_id
LEFT JOIN named n ON n.authority = i.authority AND n.person_id = i.person_id AND n.icpc_id = i.icpc_id
LEFT JOIN referred e ON e.authority = i.authority AND e.person_id = i.person_id AND e.icpc_id = i.icpc_id
LEFT JOIN calendar f ON f.day = coalesce(n.referral_date, e.referral_date)
LEFT JOIN calendar s ON s.day = coalesce(b.start_date, d.start_date)
LEFT JOIN calendar z ON z.day = i.conference_date
