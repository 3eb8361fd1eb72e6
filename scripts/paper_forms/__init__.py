"""Our paper forms; ``paper_templates.py`` writes them."""
