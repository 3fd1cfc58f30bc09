"""How fast each capability is on this machine, beside the least that the machine could do: `make bench`.

Timing never decides a test. How to read the lines: DEVELOPERS.md, Speed.
"""
