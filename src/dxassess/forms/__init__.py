"""The workbooks that are sent out: what applies to a respondent, laid out to be filled in."""
