"""`python -m goldenthread.cli` is the same as the command `goldenthread`."""

from goldenthread.cli import main

main()
