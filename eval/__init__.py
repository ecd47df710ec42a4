"""How good is it, measured: question sets, metrics, report."""
