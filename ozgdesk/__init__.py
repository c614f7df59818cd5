"""OZG-Desk: project control for municipalities that carry out the Onlinezugangsgesetz together.

The rooms and who may import whom are described in CONTRIBUTING.md and enforced by the import contracts.
"""

__version__ = "0.1.0"
