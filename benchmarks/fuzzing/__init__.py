"""Broken files made from sound ones: the mutations that `benchmarks.fuzz` runs at length and the tests in short."""
