"""Mirror the rooms."""
