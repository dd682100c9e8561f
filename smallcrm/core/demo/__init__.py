"""A made-up business with a year of life in it: for looking around, for the manual and for the tests."""
