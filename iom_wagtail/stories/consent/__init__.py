"""Consent to publication: a document of its own, per field, dated, revocable."""
