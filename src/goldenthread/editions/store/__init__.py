"""The editions store: commentary, approvals, releases and their audit trail, in a relational database.

Importing this loads nothing of Django: `place` says where the store is and whether there is one, `opened`
opens it.
"""
