"""In other formats: one module per format with a `FORMAT` whose `make` turns a View into bytes.

May import `commands` and everything below it, not `ui`, `reports` or `store`. The same View gives the same
bytes. Writers of tables take their columns from `columns`; what they show comes from `present`.
A new format: its module, one line in `register`, tests that read it back with another program's reader.
"""
