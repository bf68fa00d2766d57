"""The bytes of an .xlsx file become the rows of its sheets, as Excel shows them.

Others import `book.open_book`, the values of `grid` and `container.WrongFile`; nothing else.
"""
