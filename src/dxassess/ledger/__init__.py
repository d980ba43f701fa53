"""What a round remembers: what happened in it, as events, and what was read of its files."""
