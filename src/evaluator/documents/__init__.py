"""Documents: the result put through templates. They see the result and nothing else."""
