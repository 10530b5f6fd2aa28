"""Test what replies mean."""
