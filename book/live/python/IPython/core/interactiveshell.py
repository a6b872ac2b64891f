"""The name that ipywidgets imports; nothing here is a shell."""


class InteractiveShell:
    """No shell runs in a page."""
