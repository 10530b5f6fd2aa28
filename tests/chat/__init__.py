"""Test the shared words."""
