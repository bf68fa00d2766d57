"""clinicplan turns a clinic's workbook into a home-exercise handout for each patient."""

__version__ = "0.1.0"
