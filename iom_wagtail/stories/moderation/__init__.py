"""Author → site editor → (if the school wishes) director, before a page goes public."""
