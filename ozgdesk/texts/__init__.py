"""German words that more than one room uses: enum labels, entity names, step labels, rule and problem sentences.

May import `domain`, `formats`. A word used by one widget or sheet stands there instead.
"""
