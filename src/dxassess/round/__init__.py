"""An assessment round: its settings, its register, every file's outcome, every score."""
