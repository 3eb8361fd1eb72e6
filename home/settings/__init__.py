"""Settings of the site: ``dev`` (default), ``production`` and ``test`` build on ``base``."""
