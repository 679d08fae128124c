"""Search: the store, and the structures derived from it."""
