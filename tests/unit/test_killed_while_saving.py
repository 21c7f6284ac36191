"""A process that dies in the middle of a saving leaves all of it or nothing; ``script/soak`` is longer."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def soak(database_url, transactional_db):
    """``soak(5, "saving")``: what ``script/soak.py`` says of so many processes that it killed."""

    def killed(times, job):
        finished = subprocess.run(
            [sys.executable, "script/soak.py", str(times), job],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": database_url,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "PYTHONPATH": ".",
            },
            capture_output=True,
            text=True,
        )
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return finished.stdout

    return killed


@pytest.mark.parametrize(("times", "job"), [(5, "saving"), (1, "loading")])
def test_of_processes_killed_while_saving_each_leaves_all_or_nothing(soak, times, job):
    said = soak(times, job)

    result = rf"{job}: {times} killed in the middle, (\d) left nothing and (\d) everything"
    nothing, everything = map(int, re.search(result, said).groups())
    assert nothing + everything == times
