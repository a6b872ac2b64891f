"""Data for the lessons, each with its source and licence; and what prepares it: standardise, one_hot, split."""

from nnlib.data.dataset import Dataset
from nnlib.data.digits import TrainAndTest, digits8, mnist
from nnlib.data.mnist_runs import MnistRun, mnist_runs
from nnlib.data.preparing import Split, ThreeWaySplit, one_hot, split
from nnlib.data.samples import blobs, moons, rings, sine, spiral, xor
from nnlib.data.scaling import Scaling, Standardised, standardise
from nnlib.data.tables import breast_cancer, flights, receipts

__all__ = [
    "Dataset", "MnistRun", "Scaling", "Split", "Standardised", "ThreeWaySplit", "TrainAndTest", "blobs",
    "breast_cancer", "digits8", "flights", "mnist", "mnist_runs", "moons", "one_hot", "receipts", "rings", "sine",
    "spiral", "split", "standardise", "xor",
]  # fmt: skip
