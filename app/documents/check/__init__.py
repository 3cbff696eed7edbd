"""The form checker and the proofreader: Document or file → findings."""
