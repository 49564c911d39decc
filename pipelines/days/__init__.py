"""Days of capture: what was received on each, and making again what was derived from some of them."""
