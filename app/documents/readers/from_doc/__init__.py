"""An old Word file (97–2003) → SourceFile."""
