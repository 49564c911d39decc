"""What states, bodies and officials do or say in response to a launch."""
