"""Forms laid out alike: what was found out about one of them holds for the next."""
