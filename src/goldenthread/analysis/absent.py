"""Why there is nothing to say, in the same words wherever it is said."""

NOT_COMPUTED = "no result was computed"
"""What is said of a period, a group or a breakdown of which there is no row at all, not even a status."""
