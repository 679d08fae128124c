"""Who may do and see what: accounts, sessions, roles, access lists, and the log of what was asked. Knows nothing of documents."""
