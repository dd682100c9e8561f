"""The read side: one listing a noun, from which every list, filter and search is made."""
