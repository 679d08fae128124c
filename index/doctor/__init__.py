"""The doctor of a data folder: one check a file, each with what it found, how bad it is and what to do."""
