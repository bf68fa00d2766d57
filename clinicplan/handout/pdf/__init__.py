"""Operators, typefaces and a structure tree become the bytes of a tagged PDF.

The blocks import `pieces`, `tags` and `faces`; the press imports `write`; reportlab draws.
"""
