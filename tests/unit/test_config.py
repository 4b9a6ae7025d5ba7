"""Settings."""

from pathlib import Path

import pytest

from musicsim.config import PREFIX, Settings, SettingsError, load

DOCUMENT = Path(__file__).parents[2] / "docs" / "configuration.md"


def test_defaults_need_nothing() -> None:
    settings = load({})
    assert settings.host == "127.0.0.1"
    assert settings.effective_database_url.endswith("musicsim.db")


def test_variables_win_over_the_file_and_options_over_both(tmp_path: Path) -> None:
    file = tmp_path / "musicsim.toml"
    file.write_text('library = "/from/file"\nport = 1000\nprocesses = 3\n')
    environment = {"MUSICSIM_CONFIG": str(file), "MUSICSIM_PORT": "2000", "MUSICSIM_LIBRARY": "/from/variable"}
    settings = load(environment, library=Path("/from/option"), port=None)
    assert (settings.library, settings.port, settings.processes) == (Path("/from/option"), 2000, 3)


def test_every_problem_is_told_at_once() -> None:
    wrong = {
        "MUSICSIM_PORT": "99999",
        "MUSICSIM_VECTOR_INDEX": "postgres",
        "MUSICSIM_PROCESES": "2",
        "MUSICSIM_SCAN_ON_START": "perhaps",
        "MUSICSIM_HOST": "0.0.0.0",  # noqa: S104 - that it is refused is the point
        "MUSICSIM_LIBRARY": "",
    }
    with pytest.raises(SettingsError) as fault:
        load(wrong)
    text = "\n".join(fault.value.problems)
    assert len(fault.value.problems) == len(wrong)
    assert "Did you mean processes?" in text
    assert all(name in text for name in ("port", "vector_index", "scan_on_start", "host", "library"))


@pytest.mark.parametrize(("content", "complaint"), [(None, "cannot be read"), ("port =", "not valid TOML")])
def test_a_settings_file_that_is_no_use(tmp_path: Path, content: str | None, complaint: str) -> None:
    file = tmp_path / "musicsim.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(SettingsError, match=complaint):
        load({"MUSICSIM_CONFIG": str(file)})


def test_settings_written_with_a_tilde_are_expanded() -> None:
    assert load({"MUSICSIM_DATA": "~/kept"}).data == Path.home() / "kept"


def test_every_setting_is_documented() -> None:
    text = DOCUMENT.read_text()
    for name in Settings.__struct_fields__:
        assert f"| `{PREFIX}{name.upper()}` |" in text
