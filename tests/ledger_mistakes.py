"""An extract with a dozen mistakes, and what is said of each."""

from tests.ledgers import row

A_DOZEN = [
    row(),  # row 5
    row(Amount="6,406 tbc", Reference="R2"),
    row(Amount="", Reference="R3"),
    row(Amount="1.234", Reference="R4"),
    row(Account="", Reference="R5"),
    row(Account="1.2E+11", Reference="R6"),
    row(Posting_date="31/06/2024", Reference="R7"),
    row(Posting_date="", Reference="R8"),
    row(Type="Budget", Reference="R9"),
    row(Posting_date="31/03/2024", Reference="R10"),
    row(Posting_date="2024-10-01", Reference="R11"),
    row(),
    row(Account="E1", Posting_date="soon", Amount="?", Type="", Reference="R12"),
]
ABOVE = [("Council",), ("Extract",), ()]
NAMED = {
    "amount": [
        "Extract, row 6, Amount: “6,406 tbc” is not an amount. Enter a number, such as 6,406.",
        "Extract, row 7, Amount: The cell is empty.",
        "Extract, row 8, Amount: “1.234” has more than two decimals. Enter pounds and pence.",
        "Extract, row 17, Amount: “?” is not an amount. Enter a number, such as 6,406.",
    ],
    "code": [
        "Extract, row 9, Account: The cell is empty.",
        "Extract, row 10, Account: “1.2E+11” is a code that Excel has shortened. Export it as text.",
    ],
    "date": [
        "Extract, row 11, Posting date: “31/06/2024” is not a day of the calendar.",
        "Extract, row 12, Posting date: The cell is empty.",
        "Extract, row 17, Posting date: “soon” is not a date. Write it as 30/09/2024 or 2024-09-30.",
    ],
    "kind": [
        "Extract, row 13, Type: “Budget” is no word for actuals, commitments or accruals.",
        "Extract, row 17, Type: The cell is empty.",
    ],
    "before": [
        "Extract, row 14, Posting date: “31/03/2024” is before 1 April 2024; 10 stands in the row."
    ],
    "after": [
        "Extract, row 15, Posting date: “2024-10-01” is after 30 September 2024; 10 stands in the "
        "row."
    ],
    "duplicate": [
        "Extract, row 16, Reference: It repeats the transaction “R1” of row 5: “E1”, 10."
    ],
}
