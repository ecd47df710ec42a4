"""Facts become claims in plain language, each with its citations; one module a kind of answer."""
