"""Questions about a quarter's figures: asked, answered, and when they are asked.

What stands out is worked out by ``sense_checks`` and worded by ``sense_wording``, never stored;
only answers are. Asking hinders nothing: figures are saved and submitted whatever is open.
"""
