"""What each kind of document says: one record a kind, made from the result by one function, whatever the format."""
