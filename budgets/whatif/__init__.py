"""What if: another number of cameras, another weight, a fixed part, a leaver, another balance.

Changes are values laid over a quarter's inputs, and the same arithmetic divides them: nothing is
ever written, and with no change the answer is what the quarter says.
"""
