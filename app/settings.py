"""What can be set from outside: `OAP_*` variables of the environment or of a `.env` file."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.interface import DEFAULT, LANGUAGES
from index.embed import DEFAULT_MODEL
from ingest.errors import BadSetting
from ingest.limits import Limits

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
"""The documents that `oap ingest` takes in when no path is given."""


class Settings(BaseSettings):
    """The settings of one process; a variable that is empty counts as not set."""

    model_config = SettingsConfigDict(
        env_prefix="OAP_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Path(".oap")
    """The data folder (facts, index); relative to the folder that the program is started in."""

    database_url: str | None = None
    """SQLAlchemy URL of the facts; without one, SQLite in the data folder."""

    chroma_url: str | None = None
    """URL of a Chroma server; without one, Chroma runs inside the process, in the data folder."""

    embed_model: str = DEFAULT_MODEL
    """Embedding model: the bundled one, or the name or path of any sentence-transformers model."""

    api_keys: Annotated[frozenset[str], NoDecode] = frozenset()
    """Keys that open /api/*, separated by commas; without any, it stands open."""

    max_upload_mb: float = Field(default=20, gt=0)
    """The largest file that is taken in, in megabytes (10**6 bytes)."""

    max_read_s: float = Field(default=120, ge=1)
    """How long reading one document may take, in seconds of computing."""

    host: str = "127.0.0.1"
    """The address that `oap serve` listens on."""

    port: int = Field(default=8000, ge=1, le=65535)
    """The port that `oap serve` listens on."""

    language: str = DEFAULT
    """The language of the pages for readers who have chosen none: en, fr, de, it or es."""

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"one of {', '.join(LANGUAGES)} is needed")
        return value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(key.strip() for key in value.split(",") if key.strip())
        return value

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def facts_url(self) -> str:
        """The SQLAlchemy URL that the facts are stored at."""
        return self.database_url or f"sqlite:///{self.home / 'facts.db'}"

    @property
    def limits(self) -> Limits:
        """The limits that each file is read under."""
        return Limits(file_bytes=self.max_upload_bytes, seconds=self.max_read_s)

    @property
    def max_upload_bytes(self) -> int:
        """The largest upload, in bytes."""
        return int(self.max_upload_mb * 1_000_000)


def load_settings() -> Settings:
    """Read the settings; raises BadSetting, which names the variable and what is wrong with it."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "OAP_" + "_".join(str(part) for part in first["loc"]).upper()
        message = first["msg"].rstrip(".").lower()
        raise BadSetting(f"Correct {name}={first['input']!r}: {message}.") from error
