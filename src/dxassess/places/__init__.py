"""Where: provinces with their vintage, and the register of facilities."""
