"""Test the three platforms."""
