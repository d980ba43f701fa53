"""An example round: invented facilities answer real forms, with the mess that real rounds have."""
