"""Answers one request at a time while the tests' database is in memory.

All threads share the one connection of such a database, so that two requests of a browser would share
a transaction too. What happens at the same time is tested where it can: in a file, and on PostgreSQL.
"""

from contextlib import nullcontext
from threading import RLock

from django.db import connection

_turn = RLock()


def turn():
    """While this is held, nobody else's request is answered from a database in memory."""
    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    return _turn if in_memory else nullcontext()


def one_at_a_time(get_response):
    def in_turn(request):
        with turn():
            return get_response(request)

    return in_turn
