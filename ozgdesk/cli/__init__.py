"""Commands without a window, for scheduled jobs, administrators and tests.

May import every room below. Data go to stdout, messages to stderr; exit 0 done, 1 done with findings (`check`
only), 2 wrong call, 3 could not be done. A new command goes into `arguments`,
into `main.COMMANDS` and into the module of its area.
"""
