"""What every refusal looks like: a ValueError whose sentences say what was wanted, what came, and what to do."""

import re

import pytest

SENTENCE = re.compile(r"\S.*? (must|needs?) .+; got .+\. [A-Z].+[.?)]", re.DOTALL)


def refused(call, *fragments):
    """Fail unless call raises a ValueError of that form with these fragments in it."""
    with pytest.raises(ValueError) as caught:
        call()
    message = str(caught.value)
    assert SENTENCE.fullmatch(message), message
    for fragment in fragments:
        assert fragment in message, message
