"""Proofs about rules: what can happen under them, shown by enumeration, and the smallest evidence that shows it."""
