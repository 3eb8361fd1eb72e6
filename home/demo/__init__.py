"""What the site adds to the demo of the plugin: plain pages, a footer, pages in English."""
