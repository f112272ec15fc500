"""The peers of the benchmark: one small module each, every one with `prepare`, `read`, `evaluate` and `write`."""
