"""The addresses, a file a subject; handlers read what was sent, ask the packages below, and hand back their JSON."""
