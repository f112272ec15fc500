"""What the first pages of a result are made of beyond the result: rows to filter, reasons to open, data as JSON."""
