"""What people do to a form before it comes back, in families: one module each, and what a careful human would
read afterwards. Nothing here asks the program what is right."""
