"""Official papers out (DOCX, PDF, XLSX, ZIP), Word and Excel in."""
