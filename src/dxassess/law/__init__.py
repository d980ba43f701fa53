"""The law of the field as dated data: acts, whom they bind until when, and the targets that were set."""
