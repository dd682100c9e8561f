"""The use cases, one noun a module."""
