"""The search of the public site: in its own words alone, never in the page tree at large."""
