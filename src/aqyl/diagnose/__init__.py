"""What a settlement needs, who is like it, which technologies come first, what is paid for twice."""
