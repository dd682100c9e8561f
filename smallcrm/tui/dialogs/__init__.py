"""Dialogs: each asks for something, saves it, and answers with what was done."""
