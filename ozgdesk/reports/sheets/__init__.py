"""The sheets, one module each with a `SHEET` and a pure `build(view, options, detail)`.

They may import `present`, `texts`, `formats`, `domain` and, of this room, `look` and `sheet`. To add one,
write its module and add it to `register.SHEETS`.
"""
