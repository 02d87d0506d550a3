"""What a person should know: something waits for them, or something of theirs was decided."""
