"""Management commands of the plugin, and the demo they load."""
