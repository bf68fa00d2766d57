"""The catalogue becomes a blank workbook, and findings become notes in a checked copy.

Commands import `blank` and `checked`; the others serve these two.
"""
