"""Arithmetic between decisions: points, totals, ranks, money. Nothing here decides; it adds, orders and walks."""
