"""What a quarter's report and figures are handed out as: PDF, Word, Excel, CSV and JSON."""
