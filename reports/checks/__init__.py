"""Checks before issue: what a paper must pass, and what is worth a look, before it is published.

``running`` has the list and runs it; ``paper`` gathers what is looked at; the checks themselves stand
by what they read: the tables as printed, the page, the words, the quarter.
"""
