"""The rows of a sheet become typed rows: headings, cells, and what to ask about each.

`plans` imports `rows`, `records` and `loading`; nothing here knows what a plan is.
"""
