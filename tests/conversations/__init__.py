"""One suite of conversations on three wires: each case is told once, and holds in Slack, Telegram and webchat."""
