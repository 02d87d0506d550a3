"""What a settlement needs, who is like it, what comes first and what is paid for twice."""
