"""The project's files by pattern. Nothing looks into hidden folders, such as JupyterLab's .ipynb_checkpoints."""


def files(folder, pattern):
    """The files under a folder, at any depth, whose name matches; in order."""
    inside = [(path, path.relative_to(folder).parts) for path in folder.rglob(pattern)]
    return sorted(path for path, parts in inside if path.is_file() and not any(part[0] == "." for part in parts))
