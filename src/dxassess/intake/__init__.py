"""From files to submissions: find, guard, read, match, understand; every doubt becomes a finding."""
