"""The feed contract: a new load is held against the last of its standard before anything is stored."""
