"""Data for the lessons, each with its source and licence; and what prepares it: standardise, one_hot, split."""

from nnlib.data.dataset import Dataset
from nnlib.data.digits import TrainAndTest, digits8, mnist
from nnlib.data.letter_runs import LetterRun, letter_runs
from nnlib.data.mnist_runs import MnistRun, mnist_runs
from nnlib.data.names import Contexts, Names, contexts, names
from nnlib.data.preparing import Split, ThreeWaySplit, one_hot, split
from nnlib.data.samples import blobs, moons, rings, sine, spiral, xor
from nnlib.data.scaling import Scaling, Standardised, standardise
from nnlib.data.tables import breast_cancer, flights, receipts

__all__ = [
    "Contexts", "Dataset", "LetterRun", "MnistRun", "Names", "Scaling", "Split", "Standardised", "ThreeWaySplit",
    "TrainAndTest", "blobs", "breast_cancer", "contexts", "digits8", "flights", "letter_runs", "mnist", "mnist_runs",
    "moons", "names", "one_hot", "receipts", "rings", "sine", "spiral", "split", "standardise", "xor",
]  # fmt: skip
