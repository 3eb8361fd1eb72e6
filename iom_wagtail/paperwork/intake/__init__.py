"""Files that schools have already: Word into a draft route, tables into rows."""
