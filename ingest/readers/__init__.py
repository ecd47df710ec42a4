"""One module a format: bytes become blocks, and blocks one canonical text with its layout."""
