"""The ledger's extract becomes a quarter's actuals: read, checked, previewed, then saved whole."""
