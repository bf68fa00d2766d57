"""A plan's pages, as they are heard, become one file for a browser, and plain text."""
