"""The spaCy components: thin wrappers that put what the floors below find on a ``Doc``."""
