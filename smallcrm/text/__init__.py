"""How text is matched and how it is shown; the standard library only."""
