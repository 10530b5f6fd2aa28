"""Hear what people write: their language, their mood, and what they want."""
