"""Mail as mail servers take it: encrypted before anything is said, with a login and a certificate that is checked."""

from __future__ import annotations

import asyncio
import ssl
import threading
from email.message import Message as Mail
from pathlib import Path

import pytest
import trustme
from aiosmtpd.handlers import Message as MailHandler
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from click.testing import CliRunner

from archive.cli import main
from scraper.errors import ScraperError
from scraper.notify import Email, Message, Notify, Told, notify, settings_in
from tests.scripted import ScriptedSite, page, toml_of

USER, PASSWORD = "archive", "invented pass phrase"
MESSAGE = Message(
    verdict="look",
    summary="1 of 2 forces need a look: testshire",
    forces=[Told(force="testshire", status="blocked", line="testshire: blocked (status 403)")],
)


class Kept(MailHandler):
    """Keeps what it is sent."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        self.mails.append(message)


class Server:
    """A mail server that takes mail only over TLS and from who logs in; its authority's certificate is `ca`."""

    def __init__(self, folder: Path, security: str) -> None:
        authority = trustme.CA()
        self.ca = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.ca))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("127.0.0.1").configure_cert(context)
        self.kept = Kept()
        self.logins: list[LoginPassword] = []
        starttls = {"tls_context": context, "require_starttls": True}
        starttls = {"tls_context": context, "require_starttls": True} if security == "starttls" else {}
        self._rules = {
            "authenticator": self._login,
            "auth_required": security == "starttls",
            "auth_require_tls": security == "starttls",
            **starttls,
        }
        self._wrapped = context if security == "tls" else None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)

    def _login(self, _server, _session, _envelope, _mechanism, login) -> AuthResult:
        self.logins.append(login)
        right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)

    async def _start(self) -> asyncio.Server:
        made = lambda: SMTP(self.kept, loop=self._loop, hostname="127.0.0.1", **self._rules)  # noqa: E731
        return await self._loop.create_server(made, "127.0.0.1", 0, ssl=self._wrapped)

    async def _stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0.05)

    def __enter__(self) -> Server:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def way(server: Server, security: str, **more: str) -> Notify:
    values = {"username": USER, "password_file": "password", "ca_file": server.ca.name, **more}
    return Notify(
        email=Email(
            host="127.0.0.1",
            port=server.port,
            security=security,
            sender="archive@x.example",
            to=["desk@x.example", "night@x.example"],
            **values,
        )
    )


@pytest.fixture(params=["starttls", "tls"])
def server(request, tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    with Server(tmp_path, request.param) as running:
        running.security = request.param
        yield running


def test_mail_goes_out_encrypted_and_logged_in(server, tmp_path):
    assert notify(MESSAGE, way(server, server.security), tmp_path) == []
    [mail] = server.kept.mails
    assert mail["Subject"] == "police-foi-archive: 1 of 2 forces need a look: testshire"
    assert (mail["From"], mail["To"]) == ("archive@x.example", "desk@x.example, night@x.example")
    assert "testshire: blocked (status 403)" in mail.get_payload()
    assert [login.login for login in server.logins] == [USER.encode()]


def test_a_wrong_password_is_a_line(server, tmp_path):
    (tmp_path / "password").write_text("something else\n")
    [line] = notify(MESSAGE, way(server, server.security), tmp_path)
    assert line.startswith("notification by email failed: (535, ")
    assert "something else" not in line
    assert server.kept.mails == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(server, tmp_path):
    """Nothing is said to such a server, least of all the password."""
    [line] = notify(MESSAGE, way(server, server.security, ca_file=""), tmp_path)
    assert "certificate verify failed" in line
    assert server.logins == []
    assert server.kept.mails == []


def test_a_server_that_offers_no_encryption_gets_no_password(tmp_path):
    (tmp_path / "password").write_text(PASSWORD)
    with Server(tmp_path, "none") as plain:
        [line] = notify(MESSAGE, way(plain, "starttls"), tmp_path)
        assert "STARTTLS extension not supported" in line
        assert plain.logins == []


@pytest.mark.parametrize("missing", ["password", "ca.pem"])
def test_a_file_that_is_not_there_is_a_line(server, tmp_path, missing):
    (tmp_path / missing).unlink()
    [line] = notify(MESSAGE, way(server, server.security), tmp_path)
    assert missing in line
    assert server.kept.mails == []


def test_the_command_sends_mail_by_the_settings_file(tmp_path):
    (tmp_path / "password").write_text(PASSWORD)
    with Server(tmp_path, "starttls") as server, ScriptedSite({None: page("", "403 Forbidden")}) as site:
        toml_of(site.force(), tmp_path / "forces")
        (tmp_path / "notify.toml").write_text(
            f'[email]\nhost = "127.0.0.1"\nport = {server.port}\nsender = "a@x.example"\nto = ["b@x.example"]\n'
            f'username = "{USER}"\npassword_file = "password"\nca_file = "ca.pem"\n'
        )
        result = CliRunner().invoke(
            main, ["crawl", "testshire", "--data", str(tmp_path), "--forces", str(tmp_path / "forces")]
        )
    assert result.exit_code == 2
    assert "notification" not in result.stderr
    [mail] = server.kept.mails
    assert "1 of 1 forces need a look: testshire" in mail["Subject"]


def test_a_login_needs_encryption(tmp_path):
    (tmp_path / "notify.toml").write_text(
        '[email]\nhost = "mail.example"\nsecurity = "none"\n'
        'sender = "a@x.example"\nto = ["b@x.example"]\nusername = "a"\n'
    )
    with pytest.raises(ScraperError, match="security"):
        settings_in(tmp_path)
