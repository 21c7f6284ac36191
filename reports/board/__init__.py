"""What the board says of a draft: comments on its places, clearances, and finance's answers."""
