"""Tests in a real browser, and the stand-in desk they talk to."""
