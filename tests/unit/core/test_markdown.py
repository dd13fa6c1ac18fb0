"""What people write in Markdown, as it stands on a page."""

from __future__ import annotations

import pytest

from network.core.markdown import markdown


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("### Wat je krijgt", ["h3"]),
        ("# Wie\n\n## Wat", ["h3", "h4"]),
        ("#### Wie\n\n## Wat\n\n##### Hoe", ["h3", "h3", "h4"]),
        ("Gewoon\ntekst met #5", []),
    ],
)
def test_headings_begin_under_that_of_the_page_and_skip_no_level(text: str, levels: list[str]) -> None:
    page = markdown(text)

    assert [part[:2] for part in page.split("<") if part[:1] == "h"] == levels
    assert page.count("</h") == len(levels)
    assert "##" not in page


def test_html_of_their_own_stays_text() -> None:
    assert markdown("### <b onclick=x>Hoi</b>") == "<h3>&lt;b onclick=x&gt;Hoi&lt;/b&gt;</h3>\n"
