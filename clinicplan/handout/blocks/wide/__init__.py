"""Blocks for large type: each turns a part of a plan into placed pieces as wide as the page."""
