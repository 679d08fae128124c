"""What the project costs in time, and how well it finds beside what else there is: measured by one command, `make bench`."""
