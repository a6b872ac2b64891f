"""The exercises of the lesson on forward propagation: the buttons and lamps, one number at a time."""

import numpy as np

from nnlib import Network, sigmoid
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, near

THETA = (
    *(4.8, 1.3, -5.2, -4.6, 0.5, 0.6, 7.8, 7.0, -1.4, -6.4, -0.4, -0.3),
    *(-2.7, 9.7, -10.0, 0.0, -3.4, 4.6),
    *(-5.9, -18.9, 9.2, -8.6, 5.3, 5.3, -7.4, 9.7, -13.5, -3.8, 4.2, -5.8, -8.2, -5.9, 2.9),
)  # lesson 1's network after training
X = (0, 1, 0, 1, 0)


def network(*activations):
    return Network([5, 2, 2, 5], list(activations) or "sigmoid", theta=THETA)


def blue(x=(0, 1, 0, 0, 1)):
    return network().forward([x]).Z[0][0]


def blue_mistakes():
    net, x = network(), np.array([0, 1, 0, 0, 1])
    right = blue()
    return [
        (right[::-1], "the two numbers are right and in the wrong order: the first neuron first."),
        (net.W[0] @ x, "those are the products added up; each neuron adds its bias, too."),
        (sigmoid(right), "those are the activations; the question asks for the sums before them."),
        (blue(X), "those are the sums for the inputs of the text; the question has others."),
        (blue((1, 0, 0, 1, 0)), "look at the columns again: it is the second and the fifth input that speak."),
    ]


def magenta():
    return sigmoid(network().W[1][0] @ np.array([0.5, 0.5]) + network().b[1][0])


def magenta_mistakes():
    net, a = network(), np.array([0.5, 0.5])
    z = net.W[1] @ a + net.b[1]
    return [
        (z[0], "that is the sum; the activation is the sigmoid of it."),
        (sigmoid(z[1]), "that is the second magenta neuron; the question asks for the first."),
        (sigmoid(net.W[1][0] @ a), "the bias is missing in the sum."),
        (sigmoid(net.W[1][:, 0] @ a + net.b[1][0]), "those weights lead out of the first blue neuron: take a row."),
        (network().forward([X]).A[2][0, 0], "that is for the blue activations of the text; here both are one half."),
    ]


LAMP = 2  # lamp 3, counted from 0


def half():
    net = network()
    return net.b[2][LAMP] - net.forward([X]).Z[2][0, LAMP]


def half_mistakes():
    net = network()
    z = net.forward([X]).Z[2][0]
    return [
        (-half(), "look at the sign again: the products alone are above zero, and the bias must make up for it."),
        (-z[LAMP], "that is by how much the sum must fall; subtract it from the bias there was."),
        (z[LAMP], "that is the sum; the bias must fall by as much."),
        (net.b[2][LAMP] + z[LAMP], "that is the wrong way: the sum must fall, so the bias must fall."),
        (net.b[2][3] - z[3], "that is lamp 4; the question asks for lamp 3."),
        (0.0, "a bias of zero leaves the products, and their sum is not zero."),
        (0.5, "one half is the sigmoid's output; which input gives it?"),
    ]


LAMP_BIAS = 30  # its place in theta


def pass_through():
    """The lesson's first widget, as it is made there."""
    from nnlib.widgets import ForwardPass  # who checks numbers only needs no widgets

    return ForwardPass(
        (5, 2, 2, 5),
        theta=THETA,
        x=X,
        step=0,
        inputs=[f"button {i}" for i in range(1, 6)],
        outputs=[f"lamp {i}" for i in range(1, 6)],
    )


OTHERS_MOVED = "a weight or another bias has been moved; press Reset, and move the one bias alone."


def with_bias(value, place=LAMP_BIAS):
    return {"theta": [*THETA[:place], value, *THETA[place + 1 :]]}


FOURTH = (0, 0, 0, 1, 0)


def relu(*activations):
    """The sum of lamp 4 with button 4 pressed."""
    return network(*(activations or ("relu", "relu", "sigmoid"))).forward([FOURTH]).Z[2][0, 3]


def relu_mistakes():
    last = network("relu", "relu", "sigmoid").forward([FOURTH])
    return [
        (relu("sigmoid", "sigmoid", "sigmoid"), "that is with the sigmoid; the hidden layers should be ReLU."),
        (relu("relu", "identity", "sigmoid"), "the first hidden layer is bent and the second is not."),
        (relu("identity", "relu", "sigmoid"), "the second hidden layer is bent and the first is not."),
        (relu("identity", "identity", "sigmoid"), "the hidden layers are not bent: take the larger of 0 and z."),
        (1.0, "that is the activation of the lamp; the question asks for the sum before it."),
        (last.Z[2][0, 2], "that is lamp 3; counted from 0, lamp 4 is z[3]."),
        (
            network("relu", "relu", "sigmoid").forward([X]).Z[2][0, 3],
            "that is for buttons 2 and 4; the question asks for button 4 alone.",
        ),
    ]


EXERCISES = {
    "9-blue": Exercise(
        blue,
        "an input that is 1 gives its weight, one that is 0 gives nothing, and the bias is always there.",
        blue_mistakes,
        "for each neuron add the weights of the two inputs that are not zero, and its bias.",
    ),
    "9-magenta": Exercise(
        magenta,
        "two products and the bias make the sum, and the sigmoid makes the activation of it.",
        magenta_mistakes,
        "multiply both blue activations by the weights into the first magenta neuron, add the bias, apply the sigmoid.",
    ),
    "9-half": Exercise(
        half,
        "with this bias the sum is zero, and the sigmoid of zero is one half; but button 3 has lost its lamp, too.",
        half_mistakes,
        "the activation is one half where the sum is zero; by how much must the sum fall?",
        tolerance=1e-2,  # as near as a slider gets
        state=State(
            "forwardpass-1",
            pass_through,
            ("theta",),
            lambda: [near("theta", with_bias(None)["theta"], 0, hint=OTHERS_MOVED)],
            lambda: with_bias(-10.52),
            lambda: [
                (
                    with_bias(10.52),
                    "look at the sign again: the products alone are above zero, and the bias must make up for it.",
                ),
                (with_bias(-0.47, place=11), OTHERS_MOVED),
            ],
            number=("theta", LAMP_BIAS),
        ),
    ),
    "9-all": Choice(
        "all five together make large blue sums of the same signs as button 3 alone, and the rest of the network sees "
        "only that.",
        (
            ("all five", "each lamp was trained to be dark for the other four buttons. Try it."),
            ("lamps 1 and 5", "these light up together for their own two buttons. Add the other three, and look."),
            ("only lamp 3", ""),
            ("none", "one is lit. Press them all, and look at the lamps."),
        ),
    ),
    "9-relu": Exercise(
        relu,
        "both blue neurons are silent, one magenta neuron too, and one product and one bias are left.",
        relu_mistakes,
        "replace the sigmoid by np.maximum(0, z) in the first two turns of the loop, and print z in the last.",
        code=True,
    ),
    "9-friend": Text(
        "the network was trained with single buttons only, so nothing says what it should do with two; it cannot "
        "notice that the case is new, because after the blue layer it looks like button 3; 0.911 is the sigmoid of a "
        "sum, and it measures no confidence in this case."
    ),
    "9-pairs": Text(
        "only 1 and 5 light both their lamps, and 1 and 4 light none; two buttons add their weights in the blue sums, "
        "so a pair lands somewhere in that plane, and the lamp that owns that region lights up; training said what to "
        "do at five places only, and left the rest to chance."
    ),
}
