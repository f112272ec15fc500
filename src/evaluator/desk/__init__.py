"""What people do around a run: preview evidence, fill in a form, run the cases beside the rules."""
