"""A code and its place become a finding in plain words, without a patient's name.

Whoever reads cells imports `words`; `causes` puts findings in order for a reader.
"""
