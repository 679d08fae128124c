"""The parts of `python -m benchmarks.load`: papers that are made up, users that ask, what is watched, and how it is told."""
