"""The whole bot as operators run it: real processes, real HTTP, fakes only where Slack and Telegram are."""
