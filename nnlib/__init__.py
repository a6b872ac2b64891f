"""nnlib: a small neural-network library to be read. `import nnlib as nn` loads NumPy and nothing else."""

from nnlib import data
from nnlib.activations import identity, sigmoid
from nnlib.costs import cross_entropy, mse
from nnlib.curvature import hessian, stable_learning_rate
from nnlib.gradcheck import numerical_gradient
from nnlib.network import Network
from nnlib.optimizers import SGD
from nnlib.passes import Forward, Gradient
from nnlib.surface import Surface, cost_surface
from nnlib.training import History, fit

__all__ = [
    "SGD",
    "Forward",
    "Gradient",
    "History",
    "Network",
    "Surface",
    "cost_surface",
    "cross_entropy",
    "data",
    "fit",
    "hessian",
    "identity",
    "mse",
    "numerical_gradient",
    "sigmoid",
    "stable_learning_rate",
]
