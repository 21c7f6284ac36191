"""A partner confirms its share of a quarter or asks about it, and finance answers."""
