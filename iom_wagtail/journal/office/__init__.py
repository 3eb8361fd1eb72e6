"""The records of all routes of a school, listed for its leaders."""
