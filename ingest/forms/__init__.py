"""The forms that plans and papers come in: each a module with `score` and `parse`."""
