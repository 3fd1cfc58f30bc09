-- Unbroken care: periods of care that are not short breaks, ended by the 18th birthday at the latest, joined
-- where one starts on the day another ends. One row an unbroken stretch.
WITH ordered AS (
  SELECT *, max(coalesce(end_date, 100000)) OVER (
      PARTITION BY authority, person_id ORDER BY start_date, coalesce(end_date, 100000), cla_period_id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reached
  FROM care_periods
), numbered AS (
  SELECT *, sum(CASE WHEN reached IS NOT NULL AND start_date <= reached THEN 0 ELSE 1 END) OVER (
      PARTITION BY authority, person_id ORDER BY start_date, coalesce(end_date, 100000), cla_period_id
    ) AS stretch
  FROM ordered
)
SELECT authority, person_id, stretch, min(start_date) AS start_date,
  nullif(max(coalesce(end_date, 100000)), 100000) AS end_date,
  min(cla_period_id) AS cla_period_id, min(row_ref) AS row_ref
FROM numbered
GROUP BY authority, person_id, stretch
