"""Doses become the words that a patient reads.

`words` has what the page and the check print (panel, glance, sentence); the others serve it.
"""
