-- Every way in which a person can stand on a day, numbered: a number is joined and carried for a fraction of
-- what six words cost.
SELECT CAST(row_number() OVER (
    ORDER BY age_band, locality, team, legal_status, placement_group, provider
  ) AS INTEGER) AS standing,
  age_band, locality, team, legal_status, placement_group, provider
FROM (SELECT DISTINCT age_band, locality, team, legal_status, placement_group, provider FROM history) h
