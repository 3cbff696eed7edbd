"""Document to a file: PDF and DOCX."""
