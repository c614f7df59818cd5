"""The ladder that brings older files to the schema of this version.

A rung is a module `to_<n>.py` with `climb(connection)`: raw SQL from version n-1 to n, never the tables of today,
which belong to the newest version only. It converts journal payloads too, or appends a step with `is_barrier`,
and ends with the schema text a new file has. To add one: raise `schema.SCHEMA_VERSION`, write the rung, enter it
in `ladder.RUNGS`, store a file of the old version in `tests/databases`.
"""
