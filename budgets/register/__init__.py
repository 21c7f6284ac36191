"""Keeping the register where the shares that follow it are known."""
