"""HTML of what was answered, found or checked: pure functions, everything from outside escaped."""
