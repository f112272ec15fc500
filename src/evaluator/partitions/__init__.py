"""Large evidence in partitions: each read and judged by itself, wherever that is, then joined."""
