"""XML returns: walked once in bounded memory, and turned into tables by a layout. Nothing is ever expanded.

`walk` feeds a file to the parser and refuses what could expand, fetch or swell; `layout` says which elements
are records and values; `records` collects them as columns of text.
"""
