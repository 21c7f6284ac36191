"""The report studio: where finance writes the paper of a quarter that is not published."""
