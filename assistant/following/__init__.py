"""Questions that are read against the conversation before them: one file a kind of follow-up."""
