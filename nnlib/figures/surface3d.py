"""A cost surface as a landscape, with the path that a descent took over it."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new, check_surface, plane_path, start_and_end


def surface3d(surface, path=None, heights=None, *, names=("weight w", "bias b"), title=None, view=(28, -55), ax=None):
    """An `nn.Surface` in three dimensions; path, `(steps + 1, 2)`, and its costs `heights`, `(steps + 1,)`.

    view: elevation and azimuth in degrees. Raises ValueError if a path comes without its heights, or is not over
    two parameters.
    """
    if (path is None) != (heights is None):
        raise ValueError("path and heights must come together; got one alone. Pass history.path and history.cost.")
    check_surface(surface)
    x_name, y_name = arguments.names("names", names, 2)
    view = arguments.array("view", view)
    if view.shape != (2,):
        raise ValueError(f"view must be elevation and azimuth; got shape {view.shape}. Pass view=(28, -55), degrees.")
    if path is not None:
        path, heights = plane_path(path), arguments.array("heights", heights)
        if heights.shape != (len(path),):
            raise ValueError(
                f"heights must be the cost at each of path's {len(path)} places; got shape {heights.shape}. "
                f"Pass history.cost of a fit without batches, or [net.at(theta).cost(X, Y) for theta in path]."
            )
    ax = axes_or_new(ax, size=(5.2, 4.4), projection="3d")
    u, v = np.meshgrid(surface.u, surface.v)  # (n, n)
    ax.plot_surface(
        u,
        v,
        surface.C,
        color=COLOURS["cost_high"],
        edgecolor=COLOURS["muted"],
        linewidth=0.3,
        alpha=0.7,
        shade=False,
        rcount=28,
        ccount=28,
    )
    if path is not None:
        ax.computed_zorder = False  # else the path, which lies on the surface, is drawn half below it
        start_and_end(ax, *path.T, heights)
        ax.legend()
    ax.set(xlabel=x_name, ylabel=y_name)
    ax.zaxis.set_rotate_label(False)
    ax.set_zlabel("cost", rotation=90, labelpad=5)
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color((0, 0, 0, 0))
        axis.line.set_color(COLOURS["muted"])
        axis._axinfo["grid"]["color"] = COLOURS["grid"]
    ax.view_init(*view)
    if title is not None:
        ax.set_title(title)
    return ax
