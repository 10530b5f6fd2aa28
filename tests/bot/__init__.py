"""Test what runs."""
