"""A Word file in the regulation's form, as schools fill it, becomes a draft of a route.

``package`` opens the file, ``read`` turns it into plain blocks, ``interpret`` says what each piece
means, ``office/`` shows that and lets it be mended, ``actions`` opens the route.
"""
