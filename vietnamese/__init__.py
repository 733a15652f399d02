"""From words to values and back: pure functions, no input or output."""
