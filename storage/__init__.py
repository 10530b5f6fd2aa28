"""Remember: the only door to SQL."""
