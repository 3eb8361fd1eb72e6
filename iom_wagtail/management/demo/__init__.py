"""The demo: one full route and one unfinished, loaded through the real actions. All fictional."""
