"""What `make bench` measures: each figure a ratio or a time against a floor taken in the same run."""
