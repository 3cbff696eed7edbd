"""The exported PDF on the screen and on the printer."""
