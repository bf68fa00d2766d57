"""Draws the exercise pictures: pose files in, SVG files of flat paths out."""

VERSION = "2.0"
