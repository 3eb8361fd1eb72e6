"""The papers of a route as frozen values: what every renderer prints.

A paper is a Russian document whatever the language of the screen: its fixed words lie in the
renderers' templates, and what is put together here is written in Russian. Builders are pure.
"""
