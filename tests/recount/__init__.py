"""An independent recount: a season worked out again from evidence, rules and marks by the standard library alone.

It shares no code with the program. What it does not cover it refuses by name.
"""
