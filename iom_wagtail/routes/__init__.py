"""The routes room: index, route page, its rows, who is on it and who may see it."""
