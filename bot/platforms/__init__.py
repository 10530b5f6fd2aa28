"""Translate for each network: native to event, message to call."""
