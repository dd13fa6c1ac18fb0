"""A signature may let too many through, never too few; and of what Naast brings along few share a bit."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.core.signatures import bits_of_forms, bits_of_needs, signature_of
from network.taxonomy.shipped import shipped_of

Codes = st.sets(st.text(max_size=8), max_size=5)
Bits = Callable[[Iterable[str]], int]


@pytest.mark.parametrize("bits", [signature_of, bits_of_needs, bits_of_forms])
@given(some=Codes, others=Codes, code=st.text(max_size=8))
def test_sets_that_share_a_code_share_a_bit(bits: Bits, some: set[str], others: set[str], code: str) -> None:
    assert bits(some | {code}) & bits(others | {code})
    assert bits(set()) == 0 <= bits(some) < 2**63


@pytest.mark.parametrize(("facet", "bits", "most_on_one"), [("need", bits_of_needs, 4), ("form", bits_of_forms, 1)])
def test_few_of_the_codes_that_are_brought_along_share_a_bit(facet: str, bits: Bits, most_on_one: int) -> None:
    each = [bits([term["code"]]) for term in shipped_of(facet)]

    assert max(each.count(one) for one in each) <= most_on_one
    assert len(set(each)) >= 0.75 * len(each)
