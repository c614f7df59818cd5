"""Where a project is kept: tables, project file, journal, migrations, backups, lock.

May import `texts` and everything below it. The only room with SQL: Core statements, no ORM sessions. What is
special to a SQLite file stands in `sqlite_file`. A new entity needs a row class in `tables` and a migration.
"""
