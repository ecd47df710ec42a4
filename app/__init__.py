"""People and programs come in here: settings, command line, HTTP API, web chat."""
