"""Tell what replies mean: pure functions, no I/O."""
