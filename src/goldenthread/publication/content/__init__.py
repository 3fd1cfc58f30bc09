"""Edition to content tree: which blocks stand on which page, in plain words."""
