"""python -m app, and the command bdg: the window, or a command of app.cli."""

import multiprocessing
import sys

from app.cli import run


def main() -> int:
    """Exit status of the command on the command line."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    # The packed program is started anew as the process that reads PDF files.
    multiprocessing.freeze_support()
    sys.exit(main())
