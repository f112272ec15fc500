"""One model of what came out; many small renderers read it and none changes it."""
