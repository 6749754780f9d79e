import datetime as dt
from pathlib import Path

import pytest

from pipelines.settings import PREFIX, Settings, SettingsError, load_settings

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)


def test_defaults_work_on_a_fresh_clone():
    settings = load_settings()
    assert settings.warehouse == ROOT / "warehouse"
    assert settings.sources_file.exists()
    assert settings.nightly_at == dt.time(2, 0)
    assert settings.process_count >= 1


def test_environment_wins_over_the_file_and_the_file_over_defaults(tmp_path, monkeypatch):
    (tmp_path / "communique.toml").write_text('workers = 3\ntimezone = "Europe/Vienna"\n')
    monkeypatch.setenv("COMMUNIQUE_WORKERS", "5")
    settings = load_settings()
    assert (settings.workers, settings.timezone, settings.link_days) == (5, "Europe/Vienna", 30)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "-1"),
        ("WORKERS", "many"),
        ("CODER", "magic"),
        ("TIMEZONE", "Mars/Olympus"),
        ("NIGHTLY_AT", "25:00"),
        ("NIGHTLY_AT", "02:00:30"),
        ("MAX_MEGABYTES", "0"),
        ("UI_PORT", "0"),
        ("ALLOW_PRIVATE_HOSTS", "perhaps"),
    ],
)
def test_value_that_makes_no_sense_is_named(monkeypatch, name, value):
    monkeypatch.setenv(f"COMMUNIQUE_{name}", value)
    with pytest.raises(SettingsError, match=f"COMMUNIQUE_{name} = '{value}'"):
        load_settings()


def test_unknown_setting_and_broken_file_are_named(tmp_path):
    (tmp_path / "communique.toml").write_text("werkers = 3\n")
    with pytest.raises(SettingsError, match=r"werkers in communique\.toml is not"):
        load_settings()
    (tmp_path / "communique.toml").write_text("workers = = 3\n")
    with pytest.raises(SettingsError, match=r"communique\.toml cannot be read"):
        load_settings()


def test_relative_folder_counts_from_where_it_was_said(tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_WAREHOUSE", "out")
    assert load_settings().warehouse == tmp_path / "out"


def test_readme_lists_every_setting_with_its_default():
    rows = [line for line in (ROOT / "README.md").read_text().splitlines() if PREFIX in line]
    for name, field in Settings.model_fields.items():
        variable = f"| `{PREFIX}{name.upper()}` |"
        (row,) = [row for row in rows if row.startswith(variable)]
        default = field.default
        shown = default.relative_to(ROOT) if isinstance(default, Path) else default
        shown = shown.strftime("%H:%M") if isinstance(shown, dt.time) else shown
        assert f"| {shown} |" in row, row
        assert field.description in row, row
