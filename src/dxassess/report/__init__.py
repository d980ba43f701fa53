"""What a report says, as one serialisable value without layout: every number, every message key."""
