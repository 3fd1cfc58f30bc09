"""Releases as they lie in the workspace: their folders, what is frozen in them, and what changed since
one."""
