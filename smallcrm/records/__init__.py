"""What is handed between rooms: enums and NamedTuples, one module a noun."""
