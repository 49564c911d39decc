"""Alerts: what each sentence says of an alarm, a warning to ships or aircraft, or a notice of a launch."""
