"""Tables that SQL makes: finds the files under ``sql/``, derives what they read, and runs them under their contracts."""
