"""The outline text editor and the page around it."""
