"""`find-alike`: offers, practice examples and questions of a file that sound like a text."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

EXAMPLES = {
    "stoel": "Hoe wij leerden omgaan met een jongen die met stoelen gooit en uithaalt.",
    "letters": "Een aanpak voor wie letters blijft omdraaien en traag leest.",
    "wij": "Wij zijn een school met een grote tuin.",
}


def test_the_examples_that_sound_most_like_each_line_come_first(app: Flask, tmp_path: Path) -> None:
    among = tmp_path / "examples.jsonl"
    among.write_text("\n".join(json.dumps({"id": id, "text": text}) for id, text in EXAMPLES.items()))
    texts = "Een meisje slaat en schopt als ze haar zin niet krijgt.\nWij willen graag overleggen.\n"

    result = app.test_cli_runner().invoke(args=["find-alike", "--among", str(among), "--json"], input=texts)

    angry, nothing = (json.loads(line)["alike"] for line in result.output.splitlines())
    assert [one["id"] for one in angry] == ["stoel"]
    assert 0.5 <= angry[0]["likeness"] <= 1.0
    assert nothing == []
