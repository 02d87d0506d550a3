"""What each part of the report shows, looked up and counted; no markup."""
