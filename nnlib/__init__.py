"""nnlib: a small neural-network library that is written to be read. `import nnlib as nn` loads NumPy and nothing else.

Read it in this order, from top to bottom. It takes about an hour if you program every day, and two if NumPy is new to
you:

1. `activations.py`: the functions a neuron applies to its sum, with their slopes
2. `passes.py`: the forward pass, and backpropagation in the four equations of lesson 12
3. `costs.py`: how wrong a prediction is, and the slope where backpropagation starts
4. `network.py`: the layers, and the one array theta in which all weights and biases are stored
5. `optimizers.py`: how a gradient becomes a step
6. `history.py`: what is measured after each epoch, and the parameters that training may go back to
7. `fit.py`: the training loop, and why it stops

On a first reading, skip what only checks or prints: lines with `arguments.`, every `raise`, functions whose names begin
with `check` or `_check`, `__repr__` and `summary`.

In shapes, N is the number of examples, n of units in a layer, P of parameters, and K of networks computed at once;
`...` means any axes before.

These seven call `layout.py` (where W and b are in theta), `initialisation.py` (random first weights, lesson 14),
`penalties.py` (a cost for large weights, lesson 16), `metrics.py` (accuracy), `summary.py` (a table of the layers),
`diagnosis.py` (what went wrong in a training) and `arguments.py` (what is wrong with an argument). You can read on
without opening them. Everything else (`curvature.py`, `recurrent.py`, ...) is built on top.

It is made for learning, not for speed or size: it runs on one processor, it differentiates only what it knows by name,
and it has no convolutions, no attention and no dropout. For real work use PyTorch, JAX or scikit-learn.
"""

from nnlib import data, passes
from nnlib.activations import ActivationFunction, identity, relu, sigmoid, softmax, tanh
from nnlib.clipping import clip
from nnlib.costs import cross_entropy, mse
from nnlib.curvature import hessian, stable_learning_rate
from nnlib.fit import fit
from nnlib.gradcheck import GradientCheck, check_gradient, numerical_gradient
from nnlib.history import History
from nnlib.metrics import accuracy, confusion_matrix, predict_classes
from nnlib.network import Network
from nnlib.optimizers import SGD, Adam
from nnlib.passes import Forward, Gradient
from nnlib.penalties import l1, l2
from nnlib.recurrent import Recurrent
from nnlib.recurrent_passes import RecurrentForward, RecurrentGradient
from nnlib.schedules import Cosine, StepDecay
from nnlib.storage import load
from nnlib.surface import Surface, cost_surface, random_directions

__version__ = "0.1.0"
__all__ = [
    "SGD",
    "ActivationFunction",
    "Adam",
    "Cosine",
    "Forward",
    "Gradient",
    "GradientCheck",
    "History",
    "Network",
    "Recurrent",
    "RecurrentForward",
    "RecurrentGradient",
    "StepDecay",
    "Surface",
    "accuracy",
    "check_gradient",
    "clip",
    "confusion_matrix",
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
    "passes",
    "predict_classes",
    "random_directions",
    "relu",
    "sigmoid",
    "softmax",
    "stable_learning_rate",
    "tanh",
]
