"""What an attribution says of a launch, and on whose behalf."""
