"""Tests of what messages mean."""
