"""The terms of an approved year: its elements of charge, averaging and rounding, by decision."""
