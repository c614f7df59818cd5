"""Widgets that more than one place uses; they know entities and texts, but no place."""
