"""What Dagster sees: thin assets, checks, jobs, the nightly schedule and sensors."""
