"""The ladder that brings older files to the schema of this version.

A rung is a module `to_<n>.py` with `climb(connection)`: raw SQL from version n-1 to n, never today's tables,
which belong to the newest version only. It converts journal payloads too, or appends a step with a barrier,
and ends with the schema text a new file has. To add one: raise `schema.SCHEMA_VERSION`, write the rung, enter
it in `ladder.RUNGS`, and keep a stored file of every version in `tests/databases`.
"""
