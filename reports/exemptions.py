"""Why a report, or a line of it, is not for the public: the paragraphs of the law of England.

Local Government Act 1972, Schedule 12A, Part 1. The subjects are in our own words: the law's decide.
"""

from django.db import models

LAW = "Schedule 12A to the Local Government Act 1972"


class Paragraph(models.IntegerChoices):
    INDIVIDUAL = 1, "1: about an individual"
    IDENTITY = 2, "2: likely to show who an individual is"
    AFFAIRS = (
        3,
        "3: financial or business affairs of a person or organisation, the council included",
    )
    LABOUR = 4, "4: consultations or negotiations with staff about their work"
    ADVICE = 5, "5: legal professional privilege"
    NOTICES = 6, "6: a notice, order or direction that the council means to give"
    CRIME = 7, "7: preventing, investigating or prosecuting crime"


def named(paragraphs) -> str:
    """``paragraph 3 of Schedule 12A …``; several once each, in order.

    >>> named([4, 3, 4])
    'paragraphs 3 and 4 of Schedule 12A to the Local Government Act 1972'
    """
    numbers = [str(number) for number in sorted(set(paragraphs))]
    listed = " and ".join([", ".join(numbers[:-1]), numbers[-1]] if numbers[1:] else numbers)
    return f"paragraph{'s' if numbers[1:] else ''} {listed} of {LAW}"
