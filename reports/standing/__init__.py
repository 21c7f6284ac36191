"""Standing wording for implications: kept once, taken by new papers, put into those that differ."""
