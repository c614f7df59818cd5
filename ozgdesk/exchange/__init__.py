"""In other formats: one module per format, `read(path) -> Incoming` or `write(view, path)`, and their register.

May import `commands` and everything below it, not `ui`, `reports` or `store`. No format is known yet.
"""
