-- What does not change about a person, in the words of the breakdowns. One row a person.
SELECT p.authority, p.person_id,
  CASE p.sex WHEN 'F' THEN 'female' WHEN 'M' THEN 'male' ELSE 'unknown' END AS sex,
  coalesce(e.grp, 'unknown') AS ethnicity,
  coalesce(d.disability, 'unknown') AS disability,
  CASE WHEN u.person_id IS NULL THEN 'no' ELSE 'yes' END AS uasc,
  p.dob AS born
FROM persons p
LEFT JOIN code_groups e ON e.list = 'ethnicity' AND e.code = p.ethnicity
LEFT JOIN (
  SELECT authority, person_id, CASE WHEN max(CASE WHEN disability <> 'NONE' THEN 1 ELSE 0 END) = 1 THEN 'yes' ELSE 'no' END AS disability
  FROM disabilities GROUP BY authority, person_id
) d ON d.authority = p.authority AND d.person_id = p.person_id
LEFT JOIN (
  SELECT DISTINCT authority, person_id FROM immigration_statuses WHERE status = 'uasc'
) u ON u.authority = p.authority AND u.person_id = p.person_id
