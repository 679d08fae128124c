"""Whether a gold set can be trusted: what in it is wrong, doubled or open to two readings."""
