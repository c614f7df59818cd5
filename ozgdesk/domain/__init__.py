"""What is true: entities, the Snapshot they form, the View of what follows from it, and the rules of it all.

May import the standard library, sqlmodel (the entity base) and, lazily, holidays; no files, no German words.
A new entity goes into the module of its area, into `registry.ENTITIES`, and into the glossary of
CONTRIBUTING.
"""
