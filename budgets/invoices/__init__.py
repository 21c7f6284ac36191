"""Invoices of the recharges: the schedule, what was issued, accruals, and the settlement of a year."""
