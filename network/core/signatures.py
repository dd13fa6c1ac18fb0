"""Sets of codes as the bits of one whole number, for passing over rows quickly in any database; pure."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

BITS = 63

# Where the checksum begins, so that the codes that Naast brings along share few bits: of its 68 needs 53 have one, and
# each of its 19 forms; from 0 on that is 43 and 17. What changes here makes all cards outdated.
OF_NEEDS, OF_FORMS = 52_450, 8


def signature_of(codes: Iterable[str], *, begin: int = 0) -> int:
    """One bit per code. Two sets that share a code share a bit; sharing a bit does not mean sharing a code.

    Only signatures with the same `begin` compare.
    """
    found = 0
    for code in codes:
        found |= 1 << (crc32(code.encode(), begin) % BITS)
    return found


def bits_of_needs(codes: Iterable[str]) -> int:
    """The signature of needs in which few of them share a bit."""
    return signature_of(codes, begin=OF_NEEDS)


def bits_of_forms(codes: Iterable[str]) -> int:
    """The same of forms of support."""
    return signature_of(codes, begin=OF_FORMS)
