"""Drawings become operators of a page, and pictures for the lists of a workbook.

The page and the workbook's writer import `frames` and `thumbnails`; `svg` is for `frames` alone.
"""
