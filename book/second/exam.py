"""An exam of 90 minutes and 60 points, and its key, with the numbers of the appendix or with others from a seed."""

from dataclasses import dataclass

import numpy as np

from book.second.variant import Variant, right
from nnlib import Network, cross_entropy, mse
from nnlib.course.exercises import training

NETWORKS = (
    (1, -1, 0.5, 1, 0, -0.2, 2, -1, 0.3), (-1, 0.5, 1, 1, 0.5, 0, 1, 2, -0.5), (0.5, 0.5, -1, 2, 0, 0.2, -2, 1, 0.4),
    (2, -1, 0.5, 0.5, -0.5, 0.1, 1, -1, 0.2), (0.5, 1, 1, -0.5, -0.2, 0.3, 1.5, 2, 0),
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A question, how many points it is worth, and for what they are given."""

    points: int
    asks: Variant
    given: str


def neuron(w1, w2, b, x1, x2):
    z = w1 * x1 + w2 * x2 + b
    return z, 1 / (1 + np.exp(-z)), -(w2 * x2 + b) / w1


def counts(inputs, hidden1, hidden2, outputs):
    return inputs * hidden1 + hidden1 * hidden2 + hidden2 * outputs, hidden1 + hidden2 + outputs


def costs(says_1, says_0):
    sums = np.log([[says_1 / (1 - says_1)], [says_0 / (1 - says_0)]])
    net = Network([1, 1])
    net.W[0][:] = 1
    return net.cost(sums, [[1], [0]], mse), cross_entropy(sums, [[1], [0]])


def bowl(a, m, rate):
    once = 2 * rate * a * m
    return -2 * a * m, once, once - 2 * rate * a * (once - m), 1 / a


def whole_pass(theta, x1, x2):
    net = Network([2, 2, 1], theta=theta)
    run = net.forward([[x1, x2]])
    grad = net.backward(run, [[1]], cost=mse)
    return run.A[2].item(), grad.delta[1].item(), *grad.delta[0][0], grad.W[0][0, 1], grad.b[1].item()


QUESTIONS = (
    Question(
        4,
        Variant(
            "A sigmoid neuron has the weights {w1} and {w2} and the bias {b}. Its inputs are x₁ = {x1} and x₂ = "
            "{x2}. Work out its sum z and its prediction ŷ. Which x₁, with the same x₂, would make the prediction "
            "one half?",
            {
                "w1": (2, 1, 4, -2),
                "w2": (-1, 3, 0.5, -3),
                "b": (-0.5, 1, 0.4, -1),
                "x1": (0.5, 1, 2, -1),
                "x2": (1, 2, -1),
            },
            neuron,
        ),
        "z: 1. ŷ: 1. x₁: 2, one of them for setting the sum to zero.",
    ),
    Question(
        4,
        Variant(
            "A network has {inputs} inputs, two hidden layers of {hidden1} and {hidden2} neurons and {outputs} "
            "outputs. How many weights has it, and how many biases? Which of the numbers in the network change "
            "while it learns, and which do not?",
            {"inputs": (6, 5, 8, 10), "hidden1": (4, 3, 5), "hidden2": (3, 2, 6), "outputs": (2, 4, 5)},
            counts,
        ),
        "Weights: 1. Biases: 1. Weights and biases change: 1. Inputs and targets are given, and activations are "
        "worked out anew in each pass: 1.",
    ),
    Question(
        6,
        Variant(
            "A sigmoid neuron says {says_1} where the target is 1, and {says_0} where it is 0. Work out the mean "
            "squared error and the cross-entropy. Then say, in two sentences, why a sigmoid neuron that is badly "
            "wrong learns slowly with the squared error, and why it does not with the cross-entropy.",
            {"says_1": (0.8, 0.6, 0.9, 0.25), "says_0": (0.5, 0.1, 0.2, 0.75)},
            costs,
        ),
        "Each cost: 2. The slope of the squared error has the slope of the sigmoid as a factor, which is nearly 0 "
        "there: 1. In the slope of the cross-entropy this factor cancels, and the miss is left: 1.",
    ),
    Question(
        8,
        Variant(
            "A cost is C(w) = {a}(w − {m})². Gradient descent starts at w = 0 with the learning rate {rate}. What "
            "is the slope at the start? Where is w after one step, and after two? Above which learning rate does it "
            "diverge? Sketch the path for a rate just below that limit.",
            {"a": (2, 1, 4, 5), "m": (3, 2, 5), "rate": (0.1, 0.05, 0.15)},
            bowl,
        ),
        "Slope: 2. Each step: 1. The limit, 2 over the second derivative: 2. A path that jumps from side to side "
        "and comes nearer: 2.",
    ),
    Question(
        4,
        Variant(
            "A lamp shines if exactly one of two switches is on. Explain why no single neuron with a sigmoid can "
            "say this, whatever its weights are. What does a hidden layer add?",
            {},
            tuple,
        ),
        "One neuron divides the plane by one straight line, and no line has (0, 1) and (1, 0) on one side and the "
        "other two corners on the other, by a drawing or by inequalities: 2. Hidden neurons give the output new "
        "inputs: 1, in which one line is enough: 1.",
    ),
    Question(
        12,
        Variant(
            "A network has two inputs, two hidden neurons and one output, all with the sigmoid. The weights and "
            "biases are {theta}: the weights to hidden neuron 1 (from input 1, from input 2), the weights to hidden "
            "neuron 2, the two hidden biases, the weights to the output, its bias. The inputs are {x1} and {x2}, "
            "the target is 1, and the cost is the squared error (without a half). Carry out a forward and a "
            "backward pass. Give ŷ, δ of the output, δ of both hidden neurons, the slope of the weight from input 2 "
            "to hidden neuron 1, and the slope of the output's bias.",
            {"theta": NETWORKS, "x1": (1, 2, -1, 0.5), "x2": (0.5, -1, 1, 2)},
            whole_pass,
        ),
        "Two for each of the six numbers. A number that follows rightly from a wrong one before it gets both.",
    ),
    Question(
        6,
        Variant(
            "In your own words: what does backpropagation compute, what does gradient descent do with it, and why "
            "is the error carried from the last layer to the first and not the other way?",
            {},
            tuple,
        ),
        "The slope of the cost in each weight and bias: 2. A step against these slopes, and nothing promises the "
        "lowest cost: 2. All the products share their last factors, so each shared part is worked out once: 2.",
    ),
    Question(
        6,
        Variant(
            "A hidden layer of ReLU neurons has {inputs} inputs each. With which standard deviation would you draw "
            "its weights? What goes wrong if all of them start at zero, and what if they are drawn a hundred times "
            "too small in a network of ten layers?",
            {"inputs": (200, 50, 128, 450, 800)},
            training.he,
        ),
        "The number: 2. Neurons that start alike get the same slopes and stay alike: 2. Signal and error shrink in "
        "every layer, so that the first layers hardly learn: 2.",
    ),
    Question(
        5,
        Variant(
            "Two recipes were trained from five seeds each. Of 449 test images they misread {misread}, a number for "
            "each seed. What is the mean of each recipe? A friend says that the second is better, since its best "
            "network misread the fewest. What do you say to that, and what would you do to find out?",
            {
                "misread": (
                    ((13, 15, 14, 18, 15), (12, 19, 13, 16, 14)),
                    ((22, 17, 19, 20, 17), (15, 23, 18, 21, 17)),
                    ((9, 12, 11, 10, 13), (8, 14, 12, 11, 9)),
                )
            },
            lambda misread: np.mean(misread, axis=1),
        ),
        "Both means: 1. The best of several seeds is luck: 1. The spread is larger than the difference of the "
        "means: 1. More seeds, and the choice made on validation images: 1 each.",
    ),
    Question(
        5,
        Variant(
            "A network reads 97 of 100 held-out digits. Then the camera is mounted a little lower, every digit is "
            "shifted, and it reads half of them. What happened? Was the network overfitted? Name one cure and one "
            "danger that the cure leaves.",
            {},
            tuple,
        ),
        "It never saw shifted digits, and its pixels know no neighbours: 2. No: it did well on new digits of the "
        "same kind: 1. Shifted copies in training, or a convolutional network: 1. Other changes, such as size, "
        "slant or light, are as new to it as before: 1.",
    ),
)


def filled(question, place, seed):
    """The question's numbers: those of the appendix without a seed."""
    asks = question.asks
    return asks.first() if seed is None or not asks.numbers else asks.drawn(f"exam-{place}", seed)


def paper(seed=None):
    """The questions, as Markdown."""
    return "\n\n".join(asked(question, place, seed) for place, question in enumerate(QUESTIONS, 1))


def asked(question, place, seed):
    """One question with its number and its points."""
    return f"{place}. ({question.points} points) {question.asks.question(filled(question, place, seed))}"


def key(seed=None):
    """Each question, what is right, and for what its points are given, as Markdown."""
    found = []
    for place, question in enumerate(QUESTIONS, 1):
        found.append(asked(question, place, seed))
        if question.asks.numbers:
            found.append(f"    **Answer:** {right(question.asks.answer(**filled(question, place, seed)))}.")
        found.append(f"    **Points:** {question.given}")
    return "\n\n".join(found)


if __name__ == "__main__":
    print(paper())
