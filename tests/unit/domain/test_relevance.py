"""What somebody who types a few letters likely means."""

from musicsim.domain.rules.relevance import likeliest

NAMES = ["The Hunter", "Witch Hunt", "hunters", "Hunt", "Hunté", "Shunting", "A Hunter's Tale"]


def found(text: str, limit: int = 10) -> list[str]:
    return likeliest(NAMES, text, str, limit)


def test_the_very_name_then_what_begins_so_then_words_then_the_rest():
    expected = ["Hunt", "Hunté", "hunters", "The Hunter", "Witch Hunt", "A Hunter's Tale", "Shunting"]
    assert found("HUNT") == expected
    assert found("hunt", 2) == expected[:2]


def test_all_words_count():
    assert found("tale hunter")[0] == "A Hunter's Tale"
    assert found("the hunt")[0] == "The Hunter"


def test_those_of_one_kind_stay_in_their_order():
    assert likeliest(["b1 x", "a1 x"], "x", str, 5) == ["b1 x", "a1 x"]
