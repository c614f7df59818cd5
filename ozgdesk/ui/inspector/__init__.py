"""The panel on the right that shows and edits whatever is selected, from the forms of `present.forms`."""
