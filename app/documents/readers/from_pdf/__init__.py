"""A PDF with a text layer → SourceFile."""
