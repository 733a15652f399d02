"""What is remembered: tables, and one file of queries for each noun."""
