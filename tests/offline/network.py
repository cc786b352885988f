"""A bad network between the browser and the server: cut at will, and at the worst moment."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import urlsplit

ERROR = b"HTTP/1.1 500 Failed\r\nX-Failure: 1a2b3c4d\r\nContent-Length: 0\r\n\r\n"


class Network:
    """Passes each request on to the server, unless it is told to fail.

    `mode` is "good"; "cut" (a request never reaches the server); "lose-reply" (the server has
    done its work, and the reply to a POST is lost); "page" (a network that asks for a sign-in of
    its own answers everything itself); "error" (the server fails at each POST); "late" (a POST that
    seems lost is on its way until `arrive` is called). `on_commit` is called where a reply to a
    POST is lost.
    """

    def __init__(self, upstream: str) -> None:
        where = urlsplit(upstream)
        self._upstream = (where.hostname, where.port)
        self.mode = "good"
        self.on_commit = lambda: None
        self.posts: list[str] = []
        self._on_the_way: list[bytes] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def serve(self) -> None:
        """Answer until the door is closed."""
        while True:
            try:
                caller, _address = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(caller,), daemon=True).start()

    def close(self) -> None:
        """Take no more calls."""
        with suppress(OSError):  # it wakes `accept`
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _answer(self, caller: socket.socket) -> None:
        with closing(caller), suppress(OSError):
            request = _whole(caller)
            if not request or self.mode == "cut":
                return
            is_post = request.startswith(b"POST")
            if self.mode == "page":
                caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n<p>Wi-Fi")
                return
            if self.mode == "error" and is_post:
                caller.sendall(ERROR)
                return
            if is_post and self.mode == "late":
                self._on_the_way.append(request)
                return
            if is_post:
                self.posts.append(request.split(b" ")[1].decode())
            reply = self._passed_on(request)
            if is_post and self.mode == "lose-reply":
                self.on_commit()
                return
            caller.sendall(reply)

    def arrive(self) -> None:
        """Pass on what was late; nobody waits for the replies any more."""
        while self._on_the_way:
            self._passed_on(self._on_the_way.pop(0))

    def _passed_on(self, request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [
            line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")
        ]
        with socket.create_connection(self._upstream) as server:
            server.sendall(b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body)
            return b"".join(iter(lambda: server.recv(65536), b""))


def _whole(caller: socket.socket) -> bytes:
    """Return one request with its body."""
    request = b""
    while b"\r\n\r\n" not in request:
        part = caller.recv(65536)
        if not part:
            return b""
        request += part
    head, _, body = request.partition(b"\r\n\r\n")
    sizes = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = int(sizes[0].split(b":")[1]) - len(body) if sizes else 0
    while missing > 0:
        part = caller.recv(65536)
        request, missing = request + part, missing - len(part)
    return request


@contextmanager
def bad_network(upstream: str) -> Iterator[Network]:
    """Open a network in front of a server until the block ends."""
    network = Network(upstream)
    thread = threading.Thread(target=network.serve, daemon=True)
    thread.start()
    try:
        yield network
    finally:
        network.close()
        thread.join()
