"""One route as a portable archive, to be kept and read without this software."""
