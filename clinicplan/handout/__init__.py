"""A plan becomes a handout: fragments drawn once, placed on pages, written as a PDF."""
