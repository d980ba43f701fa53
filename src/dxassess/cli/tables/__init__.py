"""Tables and trees of the terminal: what a command found, laid out for a reader."""
