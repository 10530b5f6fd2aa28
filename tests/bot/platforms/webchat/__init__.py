"""Test the playground, over HTTP and in a browser."""
