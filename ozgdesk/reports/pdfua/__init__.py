"""The rules of PDF/UA-1 that a machine can check, one module per area, numbered as in the veraPDF profile.

A rule takes a `TaggedPdf` and yields findings. May import `structure`; `checker` lists the rules.
"""
