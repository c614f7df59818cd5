"""On paper: the shared page look, tagged PDF, and one module per sheet in `sheets/`.

May import `present`, `texts`, `formats`, `paths`, `settings`, `domain`; reads only, never writes a project.
A sheet builds a story from the values in `look` and knows neither reportlab nor tagging. This door imports
neither, so that reportlab is loaded when the first sheet is made.
"""
