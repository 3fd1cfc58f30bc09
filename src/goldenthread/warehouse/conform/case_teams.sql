-- The team that a list of cases names beside the case: it is the team of that case's figures, also when
-- another list names another team for the child. Such a list does not say since when.
WITH cases AS (
  SELECT authority, load_id, src_file, src_sheet, src_row, row_ref FROM cla_periods WHERE source_std = 'AA'
  UNION ALL
  SELECT authority, load_id, src_file, src_sheet, src_row, row_ref FROM cp_plans WHERE source_std = 'AA'
  UNION ALL
  SELECT authority, load_id, src_file, src_sheet, src_row, row_ref FROM cin_plans WHERE source_std = 'AA'
)
SELECT c.row_ref, min(i.team_id) AS team
FROM cases c
JOIN involvements i ON i.authority = c.authority AND i.load_id = c.load_id AND i.src_row = c.src_row
  AND i.src_file = c.src_file AND coalesce(i.src_sheet, '') = coalesce(c.src_sheet, '')
WHERE i.role = 'allocated_worker'
GROUP BY c.row_ref
