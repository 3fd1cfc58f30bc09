"""The Standard Safeguarding Dataset: a folder with one CSV a table."""
