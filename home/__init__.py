"""The school site: settings, addresses and public pages around the plugin."""
