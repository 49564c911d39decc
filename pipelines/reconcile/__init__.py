"""Compare the events of a published warehouse with catalogs that others keep: what agrees, what differs, what only one side has."""
