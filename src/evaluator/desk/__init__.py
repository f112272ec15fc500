"""What people do around a run: preview evidence, run the cases beside the rules."""
