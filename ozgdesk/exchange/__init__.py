"""In other formats: one module per format with `read(path) -> Incoming` or `write(...)`.

May import `commands` and everything below it, not `ui`, `reports` or `store`. No format is known yet.
"""
