"""Doses become the words that a patient reads.

`words` says an order and keeps what it said; `panels`, `glances` and `sentences` are what it says.
"""
