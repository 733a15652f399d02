"""Benchmarks of the program that runs, against what would be written instead; `python -m bench` prints them."""
