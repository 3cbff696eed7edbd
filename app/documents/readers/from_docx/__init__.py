"""A Word file (DOCX) → SourceFile."""
