"""What a result's first pages are made of beyond the result itself: rows to filter, reasons to open, data as JSON."""
