"""The basis of a year's charge, in one place: terms, decisions, and the budgeted recharges worked out."""
