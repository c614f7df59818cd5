"""In other formats: one module per format, with a `FORMAT` that turns a View into bytes, or a `read(path)`.

May import `commands` and everything below it, not `ui`, `reports` or `store`. The same View gives the same
bytes; what writers show comes from `present`, tables take their columns from `columns`. A reader gives an
`Incoming` and decides nothing. A new format: its module, one line in `register` or `readers`, and tests that
read with another program what it writes.
"""
