"""The full-screen interface: Textual screens over the same core as the commands."""
