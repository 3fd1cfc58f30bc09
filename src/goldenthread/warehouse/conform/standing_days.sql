-- A person's history in numbers: one row for each stretch of days, with how the person stands in it.
SELECT h.person_id, h.from_day, h.to_day, s.standing
FROM history h
JOIN standings s ON s.age_band = h.age_band AND s.locality = h.locality AND s.team = h.team
  AND s.legal_status = h.legal_status AND s.placement_group = h.placement_group AND s.provider = h.provider
