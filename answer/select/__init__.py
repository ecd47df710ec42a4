"""Questions over actions as one general query: conditions, and what is wanted of the rest."""
