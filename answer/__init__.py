"""A question becomes a cited answer: understand, gather, compose, verify."""
