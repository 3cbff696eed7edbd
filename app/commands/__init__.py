"""The nouns of the command line: each module adds its commands to the parser and runs them."""
