"""The parts of a handout in reading order: each turns an order into its sheets."""
