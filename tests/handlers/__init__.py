"""Test what the bot does."""
