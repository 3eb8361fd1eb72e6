"""The school room: the school, its staff, roles and the first-run set-up."""
