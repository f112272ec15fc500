"""What the first pages of a result are made of beyond the result itself: rows to filter, reasons to open, data as JSON."""
