"""Who may stand at the door, where the quarter then stands, and the rules made of the two.

Which rule an address has is ``access_rules``' to say.
"""

from dataclasses import dataclass

SEEN, SENT_ON = "seen", "sent on"
NOT_FOUND, SIGN_IN, NOT_ALLOWED = "not found", "sign in", "not allowed"
REFUSALS = (NOT_FOUND, SIGN_IN, NOT_ALLOWED)


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door. The share and the camera asked for are those of East Herts."""

    name: str
    role: str | None = None
    mailbox: str | None = None
    council: str = ""

    @property
    def is_own(self):
        return self.council == "east-herts"


FINANCE = Visitor("finance", "finance", "finance@stevenage", "stevenage")
OWN_OFFICER = Visitor("own officer", "officer", "officer@east-herts", "east-herts")
OTHER_OFFICER = Visitor("other officer", "officer", "officer@hertsmere", "hertsmere")
BOARD = Visitor("board", "board", "board@north-herts", "north-herts")
ADMINISTRATOR = Visitor("administrator", "administrator", "admin@stevenage", "stevenage")
WITHOUT_ROLE = Visitor("without role", mailbox="visitor@stevenage")
NOBODY = Visitor("nobody")
VISITORS = (FINANCE, OWN_OFFICER, OTHER_OFFICER, BOARD, ADMINISTRATOR, WITHOUT_ROLE, NOBODY)


SUBMITTED = ("with_board", "published")


@dataclass(frozen=True)
class State:
    """Where the quarter stands, and who may read its newest edition ("": there is none yet).

    From ``corrected`` on its figures are others than the edition's.
    """

    name: str
    quarter: str
    readers: str = ""
    corrected: bool = False

    @property
    def is_submitted(self):
        return self.quarter in SUBMITTED


OPEN = State("open", "open")
PUBLISHED = State("published for anybody", "published", "public")
# In the order in which a quarter can pass through them.
STATES = (
    OPEN,
    State("with the board", "with_board"),
    PUBLISHED,
    State("published for the partners", "published", "partners"),
    State("taken back and corrected, edition for anybody", "open", "public", corrected=True),
    State("corrected with the board, exempt edition", "with_board", "exempt", True),
)

# --- Rules: (visitor, state) -> whether the address is there for them ---


def anybody(visitor, state):
    return True


def nobody_at_all(visitor, state):
    return False


def signed_out(visitor, state):
    return visitor == NOBODY


def signed_in(visitor, state):
    return visitor != NOBODY


def has_role(visitor, state):
    return visitor.role is not None


def finance(visitor, state):
    return visitor.role == "finance"


def administrator(visitor, state):
    return visitor.role == "administrator"


def reads_register(visitor, state):
    return visitor.role in ("finance", "board", "officer")


def reads_camera(visitor, state):
    return visitor.role in ("finance", "board") or (visitor.role == "officer" and visitor.is_own)


def sees_quarter(visitor, state):
    """Finance everything, the board what is submitted, all with a role what is published."""
    return (
        visitor.role == "finance"
        or (visitor.role == "board" and state.is_submitted)
        or (visitor.role is not None and state.quarter == "published")
    )


def clears_draft(visitor, state):
    return visitor.role == "board" and state.quarter == "with_board"


def follows_board(visitor, state):
    """What the board says of a draft is finance's and the board's, and nobody's once published."""
    at_finance = visitor.role == "finance" and state.quarter != "published"
    return at_finance or clears_draft(visitor, state)


def answers_comment(visitor, state):
    """The walk's comment is on the first edition's draft."""
    return follows_board(visitor, state) and not state.corrected


def sees_all_invoices(visitor, state):
    """They lie between host and partners, whatever the state of a quarter."""
    return visitor.role in ("finance", "board")


def sees_invoices(visitor, state):
    """The council's own officers see its invoices too."""
    return sees_all_invoices(visitor, state) or (visitor.role == "officer" and visitor.is_own)


def sees_any_share(visitor, state):
    return sees_quarter(visitor, state) or (visitor.role == "officer" and state.is_submitted)


def sees_share(visitor, state):
    return sees_quarter(visitor, state) or (sees_any_share(visitor, state) and visitor.is_own)


def sees_some_budgeted_recharge(visitor, state):
    """Known from the day the budget is approved: to officers their own, to others once published."""
    return visitor.role in ("finance", "board", "officer") or sees_quarter(visitor, state)


def replies_to_share(visitor, state):
    """The council's own officers, and finance, who answers."""
    return visitor.role == "finance" or (visitor.role == "officer" and visitor.is_own)


def replies_too_late(visitor, state):
    """Whose page of the share is closed meanwhile is told so elsewhere."""
    return visitor.role == "officer" and state.quarter == "open"


def reads_edition(visitor, state):
    """Public editions anybody, others everybody of the partnership; they stay while one corrects."""
    of_partners = state.readers in ("partners", "exempt") and visitor.role is not None
    return state.readers == "public" or of_partners


def reads_report(visitor, state):
    return sees_quarter(visitor, state) or reads_edition(visitor, state)


def public_is_not_given(visitor, state):
    """There is no public version of what is published for the partners."""
    return finance(visitor, state) and state.quarter == "published" and state.readers != "public"


def finance_while(*quarter_states):
    def rule(visitor, state):
        return visitor.role == "finance" and state.quarter in quarter_states

    return rule
