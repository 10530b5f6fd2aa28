"""Rollups: what a local day of a brand comes to, so that a scorecard adds days up and reads no lines.

`rows` are a ledger's lines as they are folded, `columns` the same by column, `context` what they say of each other;
`fold` makes the sheets of days from them, most lines at once (`throng`); `sheets` are what is kept of a day, `roll`
follows the members from sheet to sheet, `waits` the waiting episodes, `shop` what is sold, and `book` counts the
measures.
"""
