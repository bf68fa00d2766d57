"""The blocks that a handout is made of: each turns a part of a plan into placed pieces."""
