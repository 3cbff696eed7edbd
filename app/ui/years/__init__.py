"""Years that are closed: closing, the strip over their pages, opening again with a reason."""
