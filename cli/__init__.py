"""The command line: one file a command. The rightmost package, which wires the others."""
