"""Every path under a folder and in archives: what may be a form, and what is set aside."""
