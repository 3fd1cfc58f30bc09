-- Home addresses with the locality that the look-up gives for the postcode, else for the LSOA.
WITH latest AS (
  SELECT authority, upper(replace(area_code, ' ', '')) AS area_code, locality_id,
    row_number() OVER (
      PARTITION BY authority, upper(replace(area_code, ' ', '')) ORDER BY valid_from DESC
    ) AS rank_no
  FROM locality_lookup
)
SELECT a.authority, a.person_id, a.address_id, a.address_type, a.start_date, a.end_date,
  coalesce(a.locality_id, p.locality_id, l.locality_id) AS locality_id
FROM addresses a
LEFT JOIN latest p ON p.rank_no = 1 AND p.authority = a.authority
  AND p.area_code = upper(replace(a.postcode, ' ', ''))
LEFT JOIN latest l ON l.rank_no = 1 AND l.authority = a.authority AND l.area_code = upper(a.lsoa)
