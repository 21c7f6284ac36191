"""Years and quarters in addresses: ``2024-25`` and ``q2``. Anything else is not found."""

from partners.periods import Year


class YearConverter:
    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Year:
        return Year.from_label(value)

    def to_url(self, value: Year) -> str:
        return value.label


class QuarterConverter:
    regex = "q[1-4]"

    def to_python(self, value: str) -> int:
        return int(value[1])

    def to_url(self, value: int) -> str:
        return f"q{value}"
