/*
title: Care leavers and those to become ones, by status
row: person_id
reads: {care_leavers: [status_date]}
intervals: {open: [from_date, to_date]}
columns:
  from_date: {type: date, means: first day of the status}
  to_date: {type: date, means: "day of the next status, or first day on which it is 12 months old"}
  status_date: {type: date, means: day that the status describes}
  eligibility:
    type: text
    means: entitlement to leaving care services
    values: [eligible, relevant, former_relevant, qualifying, none, unknown]
    needs: [care_leavers.eligibility]
  in_touch:
    type: text
    means: whether the council is in touch
    values: ["YES", "NO", DIED, REFU, NREQ, RHOM, unknown]
    needs: [care_leavers.in_touch]
  accommodation:
    type: text
    means: accommodation
    values: [B, C, D, E, G, H, K, R, S, T, U, V, W, X, Y, Z, "0", unknown]
    needs: [care_leavers.accommodation]
  is_suitable: {type: bool, means: the accommodation is suitable, needs: [care_leavers.accommodation_suitable]}
  is_active: {type: bool, means: "in education, employment or training", needs: [care_leavers.activity]}
  is_transferred:
    type: bool
    means: another authority took over the care
    needs: [cla_periods.end_reason, cla_periods.end_date]
  pathway_plan_date: {type: date, means: last pathway plan or review of it, needs: [care_leavers.pathway_plan_date]}
  pathway_lapses_date:
    type: date
    means: day on which the last pathway plan or review is 6 months old
    needs: [care_leavers.pathway_plan_date]
    reported: {AA: care_leavers.pathway_plan_date}
  turns_17_date: {type: date, listed: false, means: seventeenth birthday, needs: [persons.dob]}
  turns_19_date: {type: date, listed: false, means: nineteenth birthday, needs: [persons.dob]}
  turns_21_date: {type: date, listed: false, means: twenty-first birthday, needs: [persons.dob]}
  turns_22_date: {type: date, listed: false, means: twenty-second birthday, needs: [persons.dob]}
  team: {type: text, means: team that holds the young person, needs: [care_leavers.team_id]}
said:
  rows: {one: status, many: statuses, child: young people with a leaving care status}
  status_date: {is: the day of the status}
  eligibility:
    is: the young person
    eligible: eligible
    relevant: relevant
    former_relevant: former relevant
    qualifying: qualifying
    none: not entitled
    unknown: of entitlement not stated
  in_touch:
    is: the contact status
    "YES": in touch
    "NO": not in touch
    DIED: died
    REFU: refused
    NREQ: no longer required
    RHOM: home for six months or more
    unknown: not stated
  accommodation: {is: the home, G: abroad, H: that of a person deported, R: not known}
  is_suitable: {"yes": the home is suitable, "no": the home is not suitable}
  is_active:
    "yes": the young person is in education, employment or training
    "no": the young person is not in education, employment or training
  is_transferred:
    "yes": another authority took over the care
    "no": no other authority took over the care
  pathway_plan_date: {is: the last pathway plan or review, by: a pathway plan or review is recorded by the last day}
  pathway_lapses_date:
    is: the day on which the last pathway plan or review is 6 months old
    after: it is not yet 6 months old
  turns_17_date: {is: the seventeenth birthday, by: the young person is 17 or older}
  turns_19_date: {is: the nineteenth birthday, by: the young person is 19 or older, after: the young person is under 19}
  turns_21_date: {is: the twenty-first birthday, by: the young person is 21 or older, after: the young person is under 21}
  turns_22_date: {is: the twenty-second birthday, by: the young person is 22 or older, after: the young person is under 22}
*/
-- Codes F3 and P3 joined training, work and apprenticeships until March 2021; Annex A lists still write them.
-- A reading holds until the young person's next one, for 12 months at most. The dataset and Annex A list every
-- young person each time: who is on the next list no longer has no status from its day. Care that another
-- authority took over stays with it until the council looks after the young person again.
WITH listings AS (
  SELECT authority, as_at, lead(as_at) OVER (PARTITION BY authority ORDER BY as_at) AS next_listing
  FROM (SELECT DISTINCT authority, as_at FROM care_leavers WHERE source_std IN ('SSD', 'AA')) e
), readings AS (
  SELECT r.*, k.lapses_12m,
    least(
      coalesce(lead(r.status_date) OVER (PARTITION BY r.authority, r.person_id ORDER BY r.status_date), 100000),
      coalesce(l.next_listing, 100000)
    ) AS next_date
  FROM care_leavers r
  JOIN calendar k ON k.day = r.status_date
  LEFT JOIN listings l ON l.authority = r.authority AND l.as_at = r.as_at
), ordered AS (
  SELECT authority, person_id, end_date, end_reason,
    lead(start_date) OVER (PARTITION BY authority, person_id ORDER BY start_date, cla_period_id) AS next_start
  FROM cla_periods
  WHERE NOT coalesce(is_short_breaks, false)
), elsewhere AS (
  SELECT authority, person_id, end_date AS from_day, coalesce(next_start, 100000) AS to_day
  FROM ordered
  WHERE end_reason = 'E3' AND end_date < coalesce(next_start, 100000)
), stretches AS (
  SELECT authority, person_id, from_day, to_day, true AS is_transferred FROM elsewhere
  UNION ALL
  SELECT authority, person_id,
    coalesce(lag(to_day) OVER (PARTITION BY authority, person_id ORDER BY from_day), -100000), from_day, false
  FROM elsewhere
  UNION ALL
  SELECT authority, person_id, max(to_day), 100000, false FROM elsewhere GROUP BY authority, person_id
  UNION ALL
  SELECT DISTINCT r.authority, r.person_id, -100000, 100000, false FROM care_leavers r
  WHERE NOT EXISTS (
    SELECT 1 FROM elsewhere e WHERE e.authority = r.authority AND e.person_id = r.person_id
  )
)
SELECT r.authority, r.row_ref, r.person_id, r.status_date, r.team_id AS team, s.is_transferred,
  coalesce(r.eligibility, 'unknown') AS eligibility, coalesce(r.in_touch, 'unknown') AS in_touch,
  coalesce(r.accommodation, 'unknown') AS accommodation, r.accommodation_suitable AS is_suitable,
  coalesce(r.activity IN ('F1', 'P1', 'F2', 'P2', 'F3', 'P3', 'F4', 'P4', 'F5', 'P5'), false) AS is_active,
  r.pathway_plan_date, t.lapses_6m AS pathway_lapses_date,
  k.turns_17 AS turns_17_date, k.turns_19 AS turns_19_date, k.turns_21 AS turns_21_date,
  k.turns_22 AS turns_22_date,
  greatest(r.status_date, s.from_day) AS from_date,
  nullif(least(r.lapses_12m, r.next_date, s.to_day), 100000) AS to_date
FROM readings r
JOIN stretches s ON s.authority = r.authority AND s.person_id = r.person_id AND s.to_day > r.status_date
  AND s.from_day < least(r.lapses_12m, r.next_date)
LEFT JOIN calendar t ON t.day = r.pathway_plan_date
LEFT JOIN persons p ON p.authority = r.authority AND p.person_id = r.person_id
LEFT JOIN calendar k ON k.day = p.dob
