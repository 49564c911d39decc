"""Who and what an article names: states, bodies, people, outlets, sites, vehicles, payloads; later mentions resolved to the first."""
