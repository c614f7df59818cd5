"""On screen: the main window, a view for each place, widgets, dialogs, theme.

May import everything below; talks to the workspace, never to `store`. To add a place, write a QWidget
with `show_view(view)` and `select(kind, id)` in `views/<place>.py`, and one line in `places.py`.
"""
