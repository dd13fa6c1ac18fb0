"""Makes network/names/data/school_words.txt: the words that schools write in lower case, from the texts that hearing learned from.

Run it when those texts change: python3 scripts/make_school_words.py
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from network.names.lexicon import first_names, fold  # noqa: E402  # the project is no installed package

TEXTS = ROOT / "network" / "hearing" / "data"
TARGET = ROOT / "network" / "names" / "data" / "school_words.txt"
_WORD = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{3,}(?![\w'’-])")


def main() -> None:
    words = {fold(word) for path in TEXTS.glob("*/*.txt") for word in _WORD.findall(path.read_text("utf-8"))}
    TARGET.write_text("\n".join(sorted(words - first_names())) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
