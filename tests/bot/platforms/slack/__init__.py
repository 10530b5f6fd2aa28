"""Test Slack through slack-bolt, over HTTP and WebSocket."""
