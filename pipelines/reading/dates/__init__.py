"""Every expression of time, with its normal form relative to the day of publication."""
