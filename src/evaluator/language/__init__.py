"""Rule files become a checked scheme: read with places, shaped by models, names resolved, figures dated."""
