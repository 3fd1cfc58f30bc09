"""Published statistics in the store: kept releases, what stands, and where two files disagree."""
