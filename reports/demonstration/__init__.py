"""The demonstration: the published Quarter 2 of 2024/25, with people to sign in as.

Plain data and the small functions that put it into a database; ``loading`` runs them in order.
"""

# For pages and papers that show the demonstration. The published report gives whole cameras and
# percentages per council only; the register below it is an assumption that fits them.
ILLUSTRATIVE = (
    "Camera numbers by type, their dates, weights and locations are illustrative: they are not "
    "published, and an assumed register that gives every published recharge stands in for them. "
    "Quarter 1, what is mentioned but not yet in the figures, the ledger codes, the invoices and the "
    "dates of work are illustrative too. The budget, the "
    "figures of Quarter 2 and the recharges are those published in October 2024."
)


class DemonstrationRefused(ValueError):
    """The database already says otherwise; the message names what contradicts what."""
