"""Measure the bot beside no-op and naive ones."""
