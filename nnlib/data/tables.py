"""Tables for the first lessons: O-rings, receipts, tumours."""

import numpy as np

from nnlib import arguments
from nnlib.data.dataset import Dataset, from_scikit_learn

FAHRENHEIT = (66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58)
DISTRESS = (0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1)


def flights():
    """Launch temperature in °F, X `(23, 1)`, and whether an O-ring showed distress, Y `(23, 1)`: the 23 flights before
    Challenger's last.

    >>> shuttle = flights()
    >>> shuttle.X.shape, int(shuttle.Y.sum())
    ((23, 1), 7)
    """
    return Dataset(
        X=np.array(FAHRENHEIT, dtype=float).reshape(-1, 1),
        Y=np.array(DISTRESS, dtype=float).reshape(-1, 1),
        inputs=("temperature (°F)",),
        target="O-ring distress (1: yes, 0: no)",
        source=(
            "S. R. Dalal, E. B. Fowlkes and B. Hoadley, Risk Analysis of the Space Shuttle: Pre-Challenger Prediction "
            "of Failure, Journal of the American Statistical Association 84(408), 1989, 945-957"
        ),
        licence="measured facts from a published table, quoted with their source",
    )


PRICES = (5.00, 2.50, 1.50)  # a burger, fries, a soda
SERVICE = 1.00  # charged once a meal: the bias
MEALS = ((1, 1, 1), (2, 1, 0), (0, 2, 1), (1, 0, 3), (3, 2, 2), (0, 1, 2), (2, 3, 1), (1, 3, 0), (0, 0, 1), (2, 0, 2))


def receipts():
    """Ten meals, X `(10, 3)`, and what each cost, Y `(10, 1)`: exactly 5.00 a burger, 2.50 fries, 1.50 a soda, and 1.00
    for service.

    >>> meals = receipts()
    >>> meals.X[0].tolist(), meals.Y[0].tolist()
    ([1.0, 1.0, 1.0], [10.0])
    """
    X = np.array(MEALS, dtype=float)  # (10, 3)
    return Dataset(
        X=X,
        Y=X @ np.array(PRICES).reshape(-1, 1) + SERVICE,  # (10, 1)
        inputs=("burgers", "fries", "sodas"),
        target="price",
        source="made up for this book",
        licence="that of this book",
    )


FIVE_FEATURES = ("mean radius", "mean texture", "mean smoothness", "mean symmetry", "mean fractal dimension")


def breast_cancer(columns=FIVE_FEATURES):
    """569 tumours, X `(569, len(columns))` in the features named, and whether each is malignant (1) or benign (0), Y
    `(569, 1)`.

    scikit-learn brings the data (there, 1 is benign). Raises ValueError if it has no column of a name, and ImportError
    if scikit-learn is not installed.

    >>> tumours = breast_cancer()
    >>> tumours.X.shape, int(tumours.Y.sum())
    ((569, 5), 212)
    """
    found = from_scikit_learn("load_breast_cancer")
    known = {str(name): i for i, name in enumerate(found.feature_names)}
    if not isinstance(columns, (tuple, list)) or not columns:
        raise ValueError(
            f"columns must be a tuple of feature names; got {arguments.short(columns)}. "
            f"Pass columns=('mean radius', 'mean texture')."
        )
    chosen = [arguments.named("columns", name, known) for name in columns]
    return Dataset(
        X=found.data[:, chosen],
        Y=(1.0 - found.target).reshape(-1, 1),
        inputs=tuple(columns),
        target="malignant (1: yes, 0: benign)",
        source=(
            "W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), UCI Machine "
            "Learning Repository, 1995, doi:10.24432/C5DW2B"
        ),
        licence="CC BY 4.0, as the UCI repository gives it",
    )
