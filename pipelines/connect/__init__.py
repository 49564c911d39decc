"""Connect: what strangers serve or send, fetched under guard and told apart. Nothing here writes to the lake; ingest does."""
