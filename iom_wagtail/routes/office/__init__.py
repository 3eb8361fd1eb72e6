"""The office: screens of the Wagtail admin for opening, staffing and finding routes."""
