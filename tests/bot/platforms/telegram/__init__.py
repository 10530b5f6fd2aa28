"""Test Telegram through python-telegram-bot, over HTTP."""
