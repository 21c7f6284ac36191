"""The audit pack: all that stands behind a year's charge in one ZIP, with checksums.

``packing`` writes it; what is in it stands by folder: ``published``, ``inputs``, ``histories`` and
``accounts``. It is finance's alone: it names people, and holds what is not yet published.
"""
