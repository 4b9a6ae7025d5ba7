"""Documents point at what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_nothing_was_left_to_be_filled_in() -> None:
    assert [document for document in DOCUMENTS if "@@" in document.read_text()] == []


def test_there_are_documents_and_links_to_look_at() -> None:
    assert len(DOCUMENTS) > 10
    assert len(LINK.findall((ROOT / "README.md").read_text())) > 8
