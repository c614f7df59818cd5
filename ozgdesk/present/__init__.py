"""What it looks like, without Qt or PDF: pure functions from a View to frozen rows, a module per place.

May import `texts`, `formats`, `domain`. Window, sheets and `show --json` all take their rows from here.
"""
