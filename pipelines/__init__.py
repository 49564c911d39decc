"""launchwire: news reporting on launches, turned into a warehouse that can be trusted."""
