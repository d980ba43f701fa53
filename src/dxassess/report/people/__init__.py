"""What is written to one respondent: sheet, letter, work list, explanation of a score."""
