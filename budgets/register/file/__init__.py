"""The register brought back as a file: read, compared with what is known, shown, then saved whole."""
