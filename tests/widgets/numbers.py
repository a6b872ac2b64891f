"""How a widget writes a number: as a pattern, and by the rules at the head of nnlib/widgets/shared/view/numbers.ts."""

import math
import re
from decimal import Decimal

NUMBER = r"((?:[<>]|less than|more than) (?:−?0\.001|0\.999)|−?(?:∞|\d[\d.]*(?: × 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?))"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def shown(x):
    """A number in a drawing, a fact or a sentence."""
    if x != 0 and abs(x) < 0.001:
        return "< 0.001" if x > 0 else "> −0.001"
    return worked(x, 3)


def chance(p):
    """A probability that is shown: one that is almost 1 is not called 1."""
    return "> 0.999" if p < 1 and shown(p) == "1" else shown(p)


def worked(x, digits=4):
    """A number in a table, a sum or a field."""
    if math.isinf(x):
        return "∞" if x > 0 else "−∞"
    near = Decimal(f"{x:.{digits}g}")
    if near == 0:
        return "0"
    if Decimal("0.0001") <= abs(near) < 1_000_000:  # the float 1e-4 is a little more
        return f"{near.normalize():f}".replace("-", "−")
    front, power = f"{near:e}".split("e")
    front = f"{Decimal(front).normalize():f}"
    return f"{front} × 10{str(int(power)).translate(RAISED)}".replace("-", "−")


def rounds(text, number):
    """Whether a text is this number as a widget may write it."""
    text = text.replace("less than ", "< ").replace("more than ", "> ")  # as a sentence says it
    return text in (shown(number), worked(number), worked(number, 3), chance(number))


def number_in(text):
    """The number that a text says, rounded as it is; of "< 0.001" and "> 0.999" the bound."""
    front, _, power = text.lstrip("<> ").replace("−", "-").replace("∞", "inf").partition(" × 10")
    return float(f"{front}e{power.translate(PLAIN)}" if power else front)


def overlong(text):
    """The numbers in a text that have more digits than a reader needs, or are written with an e."""
    numbers = re.findall(r"\d[\d.]*(?:e[+−-]?\d+)?", text)
    return [number for number in numbers if "e" in number or digits(number) > (4 if "." in number.strip(".") else 6)]


def digits(number):
    """How many significant digits a number is written with."""
    return len(number.replace(".", "").lstrip("0"))
