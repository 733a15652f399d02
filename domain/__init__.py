"""The facts: standard library only, no I/O."""
