"""A chat as a file to keep: Markdown, Word or PDF, each claim with its source as a note."""
