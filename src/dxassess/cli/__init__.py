"""Commands: one file each; the only rooms with a terminal, a clock and exit codes."""
