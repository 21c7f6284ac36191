"""What ``script/soak`` runs on each database: processes killed in the middle, counted and judged.

    script/soak.py TIMES [saving] [loading]     (DATABASE_URL names a database that is empty)

Exits with 1 if anything was found half saved.
"""

import sys
import time
from random import Random, SystemRandom

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402

from partners.models import Partner, User  # noqa: E402
from tests.killing import EVERYTHING, JOBS, NOTHING, HalfSaved, kills  # noqa: E402


def main(times, names):
    call_command("migrate", verbosity=0)
    if Partner.objects.exists() or User.objects.exists():
        sys.exit("soak: the database is not empty; it would be emptied")
    seed = SystemRandom().randrange(2**32)
    print(f"{connection.display_name}, seed {seed}", flush=True)
    # Moments to kill at are no secrets.
    random = Random(seed)  # noqa: S311
    return max([soak(name, times, random) for name in names or JOBS])


def soak(name, times, random):
    """0 where every process that was killed left all of its work or nothing, else 1."""
    began = time.monotonic()
    try:
        found = kills(JOBS[name], times, random, lambda said: print(f"  {name} {said}", flush=True))
    except HalfSaved as error:
        print(f"  {name} FAILED: {error}", flush=True)
        return 1
    print(
        f"  {name}: {times} killed in the middle, {found[NOTHING]} left nothing and "
        f"{found[EVERYTHING]} everything, in {time.monotonic() - began:.0f} s",
        flush=True,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))
