"""Vietnamese text as people type it: spelling, old fonts, words for yes, no and not applicable."""
