"""nbval compares text: the figures are SVG, which the committed lessons do not carry."""


def pytest_collectstart(collector):
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("image/svg+xml",)


collect_ignore = [
    "same_network_pytorch.py",  # shown in a lesson; tests/lessons/test_shown.py runs it where PyTorch is
    "live/python",  # for the Python in pages alone: it takes IPython's name
]
