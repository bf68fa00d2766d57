"""The catalogue becomes a blank workbook, findings become notes in a checked copy, and new rows
become cells of a workbook whose other bytes stay.

Tasks and faces import `blank`, `checked` and `amend` (with `change` and `places`); the others
serve these.
"""
