"""Everything that knows the database, and nothing that knows a screen."""
