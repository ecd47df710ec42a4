"""Text that was laid out for the eye is set in reading order, so that the forms can read it."""
