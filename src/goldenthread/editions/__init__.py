"""One month's issue: commentary whose figures are bound, sign-off, releases."""
