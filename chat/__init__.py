"""The words all rooms share; standard library only, but for the texts in `i18n`."""
