"""The program: what runs, and its doors."""
