"""Where each idea and each correction of the syllabus stands: its lesson, by the anchor that leads there."""

LESSONS = {
    "01-what-networks-do": ("idea-01", "idea-02", "idea-03", "idea-16", "idea-48", "correction-12"),
    "02-linear-neuron": ("idea-04", "idea-07", "idea-09", "idea-28", "idea-30"),
    "03-one-neuron": (
        *("idea-05", "idea-06", "idea-08"),
        *("correction-1", "correction-8", "correction-13", "correction-19"),
    ),
    "04-cost": ("idea-26", "idea-27", "idea-29", "correction-5", "correction-11", "correction-16"),
    "05-gradient-descent": (
        *("idea-32", "idea-33", "idea-34", "idea-35", "idea-36"),
        *("correction-6", "correction-9", "correction-17"),
    ),
    "06-learning-rate": ("idea-37", "idea-38"),
    "07-layers": (
        *("idea-17", "idea-18", "idea-19", "idea-21", "idea-24", "idea-25"),
        "correction-7",
    ),
    "08-activations": (
        *("idea-10", "idea-11", "idea-12", "idea-13", "idea-14", "idea-15"),
        *("correction-14", "correction-18"),
    ),
    "09-forward": ("idea-20",),
    "10-nudges": ("idea-31",),
    "11-backpropagation": ("idea-39", "idea-40", "idea-44", "correction-4", "correction-10"),
    "12-whole-networks": ("idea-41", "idea-42", "idea-43", "correction-2", "correction-3"),
    "15-digits": ("idea-22",),
    "16-overfitting": ("idea-46",),
    "17-loops": ("idea-23", "correction-15"),
    "19-what-next": ("idea-45", "idea-47", "idea-49"),
}
