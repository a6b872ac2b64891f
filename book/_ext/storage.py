"""Storage: pages work where a browser refuses to keep anything; the theme and the search expect that it never does."""

# Before the theme's first script, which reads the chosen theme. What is chosen then holds until the page is left.
FOR_THE_PAGE = """<script>
  try {
    if (!window.localStorage) throw new Error("there is none");
  } catch {
    const kept = new Map();
    const value = {
      forThePage: true,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => void kept.set(key, String(text)),
      removeItem: (key) => void kept.delete(key),
    };
    Object.defineProperty(window, "localStorage", { value });
  }
</script>"""


def setup(app):
    """Connect the extension."""
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def add_script(app, page, template, context, doctree):
    """Put the script where a page's meta tags are: they come before everything that the theme loads."""
    context["metatags"] = context.get("metatags", "") + FOR_THE_PAGE
