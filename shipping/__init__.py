"""What makes one archive of the program for machines without a network, and what installs it there."""
