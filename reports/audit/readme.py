"""The pack's README: what is in it, in plain words, and how to check it."""

from __future__ import annotations

from django.conf import settings

from budgets.models import FinancialYear

TEXT = """\
{title}
{line}

{partnership}. This pack holds all that stands behind the charge of one financial year, as it is
recorded. It names people: keep it as you keep personal data, and give it to those who audit the
year, and nobody else.

What is in it

  editions/   Every published edition of the reports: report.pdf, the very bytes that were
              published, and content.json, the words, inputs and figures frozen with it.
              editions.csv lists them with their checksums, day, readers and reason. Where lines
              were not shown to the public by themselves, public/ has what the public was given;
              marked-lines.csv says which lines, under which paragraph, and why.
  figures/    The figures of each quarter as JSON, CSV and Excel. Those of a quarter that was
              submitted are as they were submitted; those of an open one as they now stand.
  inputs/     What the figures and shares rest on: the frozen inputs of each submitted quarter
              (figures, cameras, weights, shares); and as they now stand the camera register,
              weights, settings, partners, elements of charge, budget lines, decisions, and the
              budgeted recharges of every version of the budget, as exact fractions.
  history/    Every change: of figures by quarter, of each report, of the year's settings and
              budget, of the camera register and of the standing wording. Who, when, from what
              to what, and why. What board members said of each draft, and who cleared it or
              sent it back.
  invoices/   Invoices and credit notes, and each partner's statement.
  ledger/     Which ledger extracts were read, with their checksums, and what each code came to.
              The extracts themselves are not kept here.
  people/     Who has access, in which role, and when they last signed in.

How to check it

  1. No file was changed or lost. In this folder:
         sha256sum -c SHA256SUMS
     On a Mac: shasum -a 256 -c SHA256SUMS. On Windows, for one file at a time:
         certutil -hashfile README.txt SHA256
  2. Each edition is as it was published. The checksum of its report.pdf, and of its content.json,
     is the one in editions/editions.csv. A reader who kept a PDF can compare it too.
  3. The figures follow from their inputs. "figures" in content.json is what the edition printed;
     while its quarter stays published, figures/ has the same. The service itself rebuilds each
     edition's figures from its frozen inputs with: manage.py verify_editions
  4. A figure can be traced. history/ has every value it ever had; ledger/amounts.csv has the codes
     that made an imported actual. Extracts in the ledger's keeping have the checksums in
     ledger/imports.csv.

How to read it

  Money is in pounds: costs are plus, income is minus. Plus in a variance means that the partners
  pay more. Times are with their zone, days are year-month-day, empty is not entered. Text that a
  spreadsheet would run as a formula has an apostrophe before it.

The same records make the same pack, byte for byte. Nothing here says when it was made.
"""


def readme(year: FinancialYear) -> str:
    title = f"Audit pack of {year}"
    return TEXT.format(title=title, line="=" * len(title), partnership=settings.PARTNERSHIP_NAME)
