"""One respondent's sheet to a submission: answers, facts, consistency."""
