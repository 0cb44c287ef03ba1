"""What the tasks call: build, serve, check, new, clean."""
