"""Tests of the brands' pages."""
