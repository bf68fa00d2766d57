"""The pictures of an exercise with their steps."""
