"""What a person should know about a file or a round: the catalogue of codes, the values, their words."""
