"""Commands without a window, for scheduled jobs, administrators and tests (design section 8).

May import every room below. Data go to stdout, messages to stderr; exit 0 done, 1 done with findings (`check`
only), 2 wrong call, 3 could not be done. A new command goes into `arguments` and into `reading` or `writing`.
"""
