"""What the project costs in time, measured by one command: `make bench`."""
