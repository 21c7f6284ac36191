"""Several people at once: real threads, each with a connection and transactions of its own."""

import threading

from django.db import connection


def at_once(*jobs):
    """Run ``jobs`` in threads that start together; the outcome or error of each, in order."""
    outcomes = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def work(index, job):
        start.wait()
        try:
            outcomes[index] = job()
        except Exception as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
