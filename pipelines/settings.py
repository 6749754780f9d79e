"""The settings of a run: one typed object, and nothing that acts on them.

A value comes from an environment variable (COMMUNIQUE_ and the field's name), else from
`communique.toml` in the working directory, else from the default here. Every room receives the
settings, or the one value it needs, from its caller; none reads the environment itself.
"""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

PROJECT = Path(__file__).resolve().parents[1]
PREFIX = "COMMUNIQUE_"
TOML = "communique.toml"


class SettingsError(ValueError):
    """A setting that makes no sense, said in one sentence."""


class Settings(BaseSettings):
    """Everything that a user may set. The README lists each one; a test keeps the two alike."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, toml_file=TOML, extra="forbid", frozen=True, env_ignore_empty=True
    )

    warehouse: Path = Field(
        default=PROJECT / "warehouse", description="Folder of lake/, build/, published/ and docs/."
    )
    sources_file: Path = Field(
        default=PROJECT / "sources.yml", description="The file that lists where articles come from."
    )
    coder: str = Field(default="tagger", description="How articles are coded: `tagger` or `rules`.")
    workers: int = Field(
        default=0,
        ge=0,
        le=1024,
        description="Processes that code articles; 0 means one for each core.",
    )
    nightly_at: dt.time = Field(
        default=dt.time(2, 0), description="When the nightly run starts, as HH:MM."
    )
    timezone: str = Field(default="UTC", description="Time zone of the nightly run's time.")
    link_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        description="Days back in which a new mention may join a known event.",
    )
    max_megabytes: float = Field(
        default=10.0, gt=0, description="Largest single input; a larger one is rejected."
    )
    contact: str = Field(
        default="", description="Address or page that web servers find in the user agent."
    )
    fetch_seconds: float = Field(
        default=30.0, gt=0, le=3600, description="Longest time for one HTTP request, body included."
    )
    host_delay_seconds: float = Field(
        default=1.0, ge=0, le=3600, description="Pause between two requests to one host."
    )
    longest_delay_seconds: float = Field(
        default=60.0,
        ge=0,
        le=3600,
        description="Longest pause that a site may ask for (Crawl-delay, Retry-After).",
    )
    allow_private_hosts: bool = Field(
        default=False, description="Whether sources may lie at loopback or private addresses."
    )
    lock_seconds: float = Field(
        default=0.0,
        ge=0,
        le=86400,
        description="How long to wait for a warehouse that is being written.",
    )
    ui_port: int = Field(
        default=3000, ge=1, le=65535, description="Port of the Dagster UI on loopback."
    )

    @field_validator("warehouse", "sources_file")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        """Anchor a relative path once, so that a later change of folder moves nothing."""
        return value.expanduser().absolute()

    @field_validator("coder")
    @classmethod
    def _known_coder(cls, value: str) -> str:
        if value not in ("rules", "tagger"):
            raise ValueError("must be 'rules' or 'tagger'")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("is not a time zone such as 'UTC' or 'Europe/Vienna'") from error
        return value

    @field_validator("nightly_at")
    @classmethod
    def _whole_minutes(cls, value: dt.time) -> dt.time:
        if value.second or value.microsecond or value.tzinfo:
            raise ValueError("must be a time of day as HH:MM, without zone")
        return value

    @property
    def process_count(self) -> int:
        """How many processes code articles."""
        return self.workers or os.cpu_count() or 1

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before file before default; no .env, no secrets folder."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """The settings of this process, or a SettingsError that names what is wrong with them."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_one_sentence(error)) from error
    except ValueError as error:  # communique.toml that is not TOML
        raise SettingsError(f"{TOML} cannot be read: {error}.") from error


def _one_sentence(error: ValidationError) -> str:
    faults = []
    for fault in error.errors():
        name = ".".join(str(part) for part in fault["loc"])
        if fault["type"] == "extra_forbidden":
            faults.append(f"{name} in {TOML} is not a setting")
        else:
            reason = fault["msg"].removeprefix("Value error, ")
            faults.append(f"{PREFIX}{name.upper()} = {str(fault['input'])!r}: {reason}")
    return "Settings make no sense: " + "; ".join(faults) + "."
