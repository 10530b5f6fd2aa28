"""Run Rapport: everything with a socket, a file or a clock."""
