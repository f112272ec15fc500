"""Evidence files become subjects with typed answers: read by format, merged by subject, problems beside them."""
