"""What is typed into the entry page and not saved: kept for the person who typed it, offered back.

``rows``: what a page sends, as typed. ``keeping``: the writes. ``unsaved``: what of a draft is not
saved yet, to be offered. ``tokens``: whose page it was. See docs/decisions/0010-drafts.md.
"""
