"""What stays true when processes are killed: real ones, real databases, no mercy."""
