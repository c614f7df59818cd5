"""Ratios of our work against a baseline measured in the same run; absolute times are noise."""
