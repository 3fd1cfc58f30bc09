"""Commentary: an owner's words, in which every figure is bound to a result."""
