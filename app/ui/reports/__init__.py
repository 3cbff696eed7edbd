"""Reports page: the list, the wizard line, the editor with the records behind a number."""
