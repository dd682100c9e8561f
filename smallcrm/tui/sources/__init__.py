"""What the tables show: keys and rows of each list, made in a worker."""
