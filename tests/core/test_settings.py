"""Settings: what is accepted, what is refused and in which words."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest import raises

from actionboard.core.setting_checks import ConfigError
from actionboard.core.settings import Settings


def settings(tmp_path: Path, **given: str) -> Settings:
    environ = {f"ACTIONBOARD_{name}": value for name, value in given.items()}
    return Settings.from_environ({"ACTIONBOARD_DATA_DIR": str(tmp_path), **environ})


def test_without_settings_the_database_is_a_file_in_the_data_folder(tmp_path):
    it = settings(tmp_path)

    assert it.database_url == f"sqlite:///{tmp_path}/actiebord.sqlite3"
    assert it.uses_sqlite
    assert it.demo is None
    assert it.proxy_hops == 0


def test_an_empty_setting_counts_as_left_out(tmp_path):
    it = settings(tmp_path, BASE_URL="", DEMO=" ", SECRET_KEY="")

    assert it == settings(tmp_path)


def test_names_of_other_programs_are_left_alone(tmp_path):
    assert Settings.from_environ({"HOME": "/", "ACTIONBOARD_DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_through_psycopg(tmp_path, scheme):
    it = settings(tmp_path, DATABASE_URL=f"{scheme}://bord:geheim@localhost:5433/bord")

    assert it.database_url == "postgresql+psycopg://bord:geheim@localhost:5433/bord"
    assert not it.uses_sqlite


def test_a_relative_sqlite_file_starts_from_the_current_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    it = settings(tmp_path, DATABASE_URL="sqlite:///bord.sqlite3")

    assert it.database_url == f"sqlite:///{tmp_path}/bord.sqlite3"


ROC = {
    "OIDC_ROC_ISSUER": "https://login.voorbeeld.nl/roc",
    "OIDC_ROC_CLIENT_ID": "actiebord",
    "OIDC_ROC_CLIENT_SECRET": "geheim van het ROC",
}


def test_providers_of_accounts_are_read_by_name(tmp_path):
    it = settings(tmp_path, **ROC, OIDC_ROC_LABEL="ROC Voorbeeldland")

    assert [(one.name, one.issuer, one.client_id, one.label) for one in it.providers] == [
        ("roc", "https://login.voorbeeld.nl/roc", "actiebord", "ROC Voorbeeldland")
    ]
    assert "geheim van het ROC" not in repr(it)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"OIDC_ROC_CLIENT_SECRET": ""}, "ACTIONBOARD_OIDC_ROC_CLIENT_SECRET ontbreekt."),
        ({"OIDC_ROC_CLIENTID": "x"}, "bedoel je ACTIONBOARD_OIDC_ROC_CLIENT_ID?"),
        ({"OIDC_ISSUER": "https://x.nl"}, "bestaat niet"),
        ({"OIDC_ROC_ISSUER": "http://login.voorbeeld.nl"}, "moet met https:// beginnen"),
        ({"OIDC_ROC_ISSUER": "login.voorbeeld.nl"}, "het adres van de aanbieder"),
        ({"OIDC_ROC_ISSUER": "https://login.voorbeeld.nl?x=1"}, "mag geen naam, ? of #"),
        ({f"OIDC_TWEE_{part}": ROC[f"OIDC_ROC_{part}"] for part in
          ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")}, "staat twee keer"),
    ],
)  # fmt: skip
def test_a_provider_that_can_not_be_right_is_refused(tmp_path, change, sentence):
    with raises(ConfigError, match=re.escape(sentence)):
        settings(tmp_path, **{**ROC, **change})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BASEURL", "x", "bedoel je ACTIONBOARD_BASE_URL?"),
        ("COLOUR", "x", "ACTIONBOARD_COLOUR bestaat niet."),
        ("DATABASE_URL", "mysql://localhost/bord", "moet beginnen met postgresql://"),
        ("DATABASE_URL", "bord.sqlite3", "moet beginnen met postgresql://"),
        ("DATABASE_URL", "sqlite://bord.sqlite3", "drie schuine strepen"),
        ("DATABASE_URL", "postgresql://localhost:poort/bord", "geen geldig adres"),
        ("BASE_URL", "bord.voorbeeld.nl", "een adres zijn als"),
        ("BASE_URL", "http://bord.voorbeeld.nl", "moet met https:// beginnen"),
        ("BASE_URL", "https://bord.voorbeeld.nl/actie", "zonder pad"),
        ("BASE_URL", "https://[bord", "geen geldig adres"),
        ("MAIL_URL", "imap://mail.voorbeeld.nl", "smtp://"),
        ("MAIL_URL", "smtp://mail.voorbeeld.nl:99999", "geen geldig adres"),
        ("DEMO", "misschien", "1 (aan) of 0 (uit)"),
        ("PROXY_HOPS", "-1", "getal van 0 tot en met 10"),
        ("PROXY_HOPS", "veel", "getal van 0 tot en met 10"),
        ("SECRET_KEY", "kort", "te kort"),
    ],
)
def test_a_setting_that_cannot_be_right_is_refused_in_one_sentence(tmp_path, name, value, sentence):
    with raises(ConfigError) as refused:
        settings(tmp_path, **{name: value})

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_refused_address_does_not_show_its_password(tmp_path):
    with raises(ConfigError) as refused:
        settings(tmp_path, DATABASE_URL="postgresql://bord:geheim@localhost:poort/bord")

    assert "geheim" not in str(refused.value)


def test_settings_do_not_print_their_secrets(tmp_path):
    it = settings(
        tmp_path,
        SECRET_KEY="g" * 40,
        DATABASE_URL="postgresql://bord:wachtwoord@localhost/bord",
        MAIL_URL="smtp://bord:wachtwoord@mail.voorbeeld.nl",
    )

    assert "wachtwoord" not in repr(it)
    assert "ggg" not in repr(it)


def test_the_first_start_makes_a_key_that_only_its_owner_can_read(tmp_path):
    key = settings(tmp_path / "new").secret_key()

    file = tmp_path / "new/secret-key"
    assert len(key) == 64
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert settings(tmp_path / "new").secret_key() == key


def test_processes_that_start_at_once_share_one_key(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: settings(tmp_path).secret_key(), range(64)))

    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_a_given_key_is_used_and_none_is_made(tmp_path):
    it = settings(tmp_path, SECRET_KEY="s" * 32)

    assert it.secret_key() == "s" * 32
    assert not list(tmp_path.iterdir())


def test_a_key_file_cut_short_is_refused(tmp_path):
    (tmp_path / "secret-key").write_text("")

    with raises(ConfigError, match="te kort"):
        settings(tmp_path).secret_key()


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "a-file").touch()

    with raises(ConfigError, match="kan niet worden geschreven"):
        settings(tmp_path / "a-file").prepare_data_dir()
