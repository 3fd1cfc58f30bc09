/*
title: Assessments
row: assessment_id
reads: {assessments: [start_date]}
events: [start_date, authorised_date]
breakdowns: [primary_need]
columns:
  start_date: {type: date, means: start of the assessment}
  authorised_date: {type: date, means: authorisation of the assessment, needs: [assessments.authorised_date]}
  working_days_to_authorise:
    type: int
    means: working days from start to authorisation
    needs: [assessments.authorised_date]
  working_days_from_referral:
    type: int
    means: working days from referral to authorisation
    needs: [assessments.authorised_date, assessments.referral_id, referrals.referral_date]
  is_first_of_referral:
    type: bool
    means: the first assessment of its referral
    needs: [assessments.referral_id, referrals.referral_date]
  primary_need: {type: text, means: primary need code, needs: [referrals.primary_need, assessments.referral_id]}
  team: {type: text, means: the team that assessed, needs: [assessments.team_id|involvements.team_id]}
said:
  rows: {one: assessment, many: assessments, child: children with an open assessment}
  start_date: {did: started}
  authorised_date: {did: authorised}
  working_days_to_authorise: {is: the time from the start of the assessment to its authorisation, unit: working days}
  working_days_from_referral: {is: the time from the referral to the authorisation of the assessment, unit: working days}
  is_first_of_referral: {"yes": it is the first assessment of its referral, "no": it is not the first assessment of its referral}
  primary_need: {is: the main need}
*/
WITH numbered AS (
  SELECT a.*, row_number() OVER (
    PARTITION BY authority, person_id, referral_id ORDER BY start_date, assessment_id
  ) AS assessment_no
  FROM assessments a
)
SELECT a.authority, a.row_ref, a.assessment_id, a.person_id, a.start_date, a.authorised_date,
  z.working_day - s.working_day AS working_days_to_authorise,
  z.working_day - f.working_day AS working_days_from_referral,
  coalesce(a.referral_id IS NOT NULL AND r.referral_id IS NOT NULL AND a.assessment_no = 1, false) AS is_first_of_referral,
  r.primary_need, a.team_id AS team
FROM numbered a
LEFT JOIN referrals r ON r.authority = a.authority AND r.person_id = a.person_id AND r.referral_id = a.referral_id
LEFT JOIN calendar s ON s.day = a.start_date
LEFT JOIN calendar z ON z.day = a.authorised_date
LEFT JOIN calendar f ON f.day = r.referral_date
