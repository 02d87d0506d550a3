"""What `make bench` measures: a ratio or a time against a floor taken in the same run."""
