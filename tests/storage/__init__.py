"""Test what is remembered."""
