"""The catalogue that ships, in English, read once for all tests of this room."""

from __future__ import annotations

from clinicplan.catalogue.read import read_catalogue, templates_folder

SHIPPED = read_catalogue(templates_folder())
EXERCISES = tuple(SHIPPED.exercises.values())
