"""Hold fakes that remember and servers on loopback."""
