"""A file becomes a typed document: read, recognise, parse, store facts."""
