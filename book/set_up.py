"""The set-up cell, for Colab: `make lessons` puts what follows into every notebook, folded, and not into its page."""

# @title Set up (does nothing where nnlib is installed)
import importlib.util

if importlib.util.find_spec("nnlib") is None:
    import os
    import re
    import subprocess
    import sys
    from urllib.parse import unquote
    from urllib.request import urlopen

    try:  # Colab knows from where it opened this notebook
        server = "{COLAB_JUPYTER_IP}:{KMP_TARGET_PORT}".format(**os.environ)
        with urlopen(f"http://{server}/api/sessions", timeout=9) as found:
            sessions = unquote(found.read().decode())
    except (KeyError, OSError):
        sessions = ""
    form = r"(https://github\.com/[\w.-]+/[\w.-]+)/blob/([^\s\"]+)/book/"
    if opened := re.search(form, sessions):
        book = f"{opened[1]}@{opened[2]}"
    else:
        book = input("The address of this book's repository: ").strip()
    package = f"neural-networks-alive[figures,widgets] @ git+{book}"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", package]
    subprocess.run(pip, check=True)
    importlib.invalidate_caches()
    if "google.colab" in sys.modules:
        from google.colab import output

        output.enable_custom_widget_manager()
