"""Setting up a year's budget: begun or copied, edited, approved, and changed by decisions after.

``years`` begins a year, ``copying`` copies one; ``settings``, ``partners``, ``lines`` and
``elements`` save its parts; ``checklist`` says what is missing; ``approving`` approves. Once
approved, ``changing`` moves and adds by virement and supplementary.
"""
