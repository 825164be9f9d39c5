"""The bytes as they crossed the wire: a Scrapy HTTP/1.1 client that also keeps each head and each chunked body raw.

Scrapy and Twisted hand on headers sorted into groups and bodies with the transfer coding undone. Evidence needs the
head as received, in order and spelling, so the connection's parser is extended to remember the lines it was given.
What cannot be kept: the bytes below TLS, and interim 1xx answers. Private names of Scrapy and Twisted are used in this
module alone; a test compares what is kept with what a raw socket sent.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
    _ScrapyAgent,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

WIRE = "foi_wire"
"""The request's meta key under which the exchange's raw bytes are handed on."""


class Wire(NamedTuple):
    """One exchange: heads with their final empty line, and the body as sent (chunk framing and coding included)."""

    request_head: bytes
    response_head: bytes
    body: bytes
    ip_address: str | None

    @property
    def headers(self) -> dict[str, str]:
        """The answer's headers by lower-case name; of one given several times, the values joined as HTTP joins them."""
        found: dict[str, str] = {}
        last = ""
        for line in self.response_head.decode("latin-1").splitlines()[1:]:
            if line[:1] in {" ", "\t"} and last:
                found[last] += " " + line.strip()
            elif ":" in line:
                name, _, value = line.partition(":")
                last = name.strip().lower()
                found[last] = f"{found[last]}, {value.strip()}" if last in found else value.strip()
        return found


class _Parser(_LenientHTTPClientParser):
    """The client's parser, keeping the head's lines, and the body's bytes where a transfer coding frames them."""

    foi_lines: list[bytes]
    foi_body: list[bytes]

    def foi_begin(self) -> None:
        self.foi_lines = []
        self.foi_body = []

    def connectionMade(self) -> None:  # noqa: N802 - Twisted's name; called again after an interim 1xx answer
        super().connectionMade()
        self.foi_begin()

    def lineReceived(self, line: bytes) -> None:  # noqa: N802 - Twisted's name
        self.foi_lines.append(line)
        super().lineReceived(line)

    def rawDataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        if self.connHeaders.hasHeader(b"transfer-encoding"):
            self.foi_body.append(data)
        super().rawDataReceived(data)


class _HeadSink:
    """Takes a request's head where a transport would."""

    def __init__(self) -> None:
        self.head = b""

    def writeSequence(self, lines: list[bytes]) -> None:  # noqa: N802 - Twisted's name
        self.head = b"".join(lines)


class _Protocol(_LenientHTTP11ClientProtocol):
    """A connection that attaches to each response its parser and the head of its request."""

    def request(self, request: Any) -> Deferred[Any]:
        answered: Deferred[Any] = super().request(request)
        parser = self._parser
        if parser is None:
            return answered
        parser.__class__ = _Parser
        parser.foi_begin()
        sink = _HeadSink()
        request._writeHeaders(sink, None)

        def attach(response: Any) -> Any:
            response.foi_parser, response.foi_request_head = parser, sink.head
            return response

        answered.addCallback(attach)
        return answered


class _Factory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _Protocol:  # noqa: N802 - Twisted's name
        return _Protocol(self._quiescentCallback)


class _Agent(_ScrapyAgent):
    """Scrapy's agent, handing the exchange's raw bytes to the request's meta when the body is done."""

    foi_request: Request

    def download_request(self, request: Request) -> Deferred[Response]:
        self.foi_request = request
        return super().download_request(request)

    def _cb_bodydone(self, result: Any, url: str) -> Response:
        response = super()._cb_bodydone(result, url)
        parser = getattr(result["txresponse"], "foi_parser", None)
        if parser is not None:
            self.foi_request.meta[WIRE] = Wire(
                result["txresponse"].foi_request_head,
                b"\n".join([*parser.foi_lines, b""]),
                b"".join(parser.foi_body) if parser.foi_body else response.body,
                str(response.ip_address) if response.ip_address else None,
            )
        return response


class WireHandler(HTTP11DownloadHandler):
    """Downloads as Scrapy does; after each answer the request's meta holds a `Wire`."""

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = _Factory

    async def fetch(self, request: Request) -> Response:
        """Download without recording. Raises Scrapy's download exceptions."""
        agent = _Agent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        request.meta.pop(WIRE, None)
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except ResponseDataLossError:
            self._fail_on_dataloss_warned = True
            raise
