"""Workbooks: the tables of a result as sheets for people, and what all workbooks share."""
