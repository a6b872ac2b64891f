"""nnlib: a small neural-network library to be read. `import nnlib as nn` loads NumPy and nothing else.

Read activations, costs, layout, passes and network first, then optimizers, trainer and training.
"""

from nnlib import data
from nnlib.accuracy import accuracy
from nnlib.activations import Activation, identity, relu, sigmoid, softmax, tanh
from nnlib.clipping import clip
from nnlib.costs import cross_entropy, l1, l2, mse
from nnlib.curvature import hessian, stable_learning_rate
from nnlib.gradcheck import GradientCheck, check_gradient, numerical_gradient
from nnlib.history import History
from nnlib.network import Network, load
from nnlib.optimizers import SGD, Adam
from nnlib.passes import Forward, Gradient
from nnlib.recurrent import Recurrent
from nnlib.schedules import Cosine, StepDecay
from nnlib.surface import Surface, cost_surface, random_directions
from nnlib.training import fit
from nnlib.unrolled import Unrolled, UnrolledGradient

__all__ = [
    "SGD",
    "Activation",
    "Adam",
    "Cosine",
    "Forward",
    "Gradient",
    "GradientCheck",
    "History",
    "Network",
    "Recurrent",
    "StepDecay",
    "Surface",
    "Unrolled",
    "UnrolledGradient",
    "accuracy",
    "check_gradient",
    "clip",
    "cost_surface",
    "cross_entropy",
    "data",
    "fit",
    "hessian",
    "identity",
    "l1",
    "l2",
    "load",
    "mse",
    "numerical_gradient",
    "random_directions",
    "relu",
    "sigmoid",
    "softmax",
    "stable_learning_rate",
    "tanh",
]
