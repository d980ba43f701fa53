"""One question a module: what is blocked, what holds a province back, where the named systems stand."""
