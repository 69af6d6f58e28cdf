"""Reading a text of the size of Rio+20: made anew, answered from memory, as of any time, and over a real server.

No peer has such pages; in process, the time is that of one processor, over HTTP that of the clock.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.figure import Figure
from benchmarks.rolling import DELEGATIONS, PROPOSALS, PROVISIONS, SEED
from benchmarks.site import free_port, opened

READERS, REQUESTS = 2, 1_500
TARGET = 1_000
PAGE = "/processes/gcm-2018/text/t/large/"


def figures() -> Iterator[Figure]:
    size = f"{PROVISIONS} provisions, {PROPOSALS:,} proposals, {DELEGATIONS} delegations (seed {SEED})"
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TRAVAUX_DATA": folder, "TRAVAUX_HOSTS": "testserver 127.0.0.1"}
        command = [sys.executable, "-m", "benchmarks.text.rio"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        found = json.loads(done.stdout)
        travaux = Path(sys.executable).with_name("travaux")
        with opened([travaux, "serve", "--port", str(free_port())], env=environment) as page:
            address = urlsplit(page.url)
            place = (address.hostname or "", address.port or 0)
            known, whole = over_http(place, known=True), over_http(place, known=False)
    yield Figure(f"rolling text, cold: {size}", f"{found['cold']:.2f} s", "1 s", met=found["cold"] < 1)
    yield Figure("the same, the collector of garbage as Python leaves it", f"{found['unsettled']:.2f} s")
    slowest = found["past"]
    yield Figure("the same, as of a past time, the slowest of four", f"{slowest:.2f} s", "1 s", met=slowest < 1)
    for name in ("where", "compilation", "streamlined", "clean", "collisions"):
        yield Figure(f"{name}, cold", f"{found[name]:.2f} s")
    yield reached(f"page from memory, {found['bytes']:,} bytes, in process", found["hits"])
    yield reached("page that the reader has (304), in process", found["known"])
    yield Figure("page for a delegate who is signed in: frame anew, text from memory", f"{found['delegate']:,.0f}/s")
    yield reached(f"page that the reader has (304), over HTTP, {READERS} readers on this machine", known)
    yield Figure("page from memory, whole, over HTTP, the same", f"{whole:,.0f}/s")


def reached(what: str, rate: float) -> Figure:
    """Return the figure of a rate, to be held against TARGET."""
    return Figure(what, f"{rate:,.0f}/s", f"{TARGET:,}/s", met=rate >= TARGET)


def over_http(place: tuple[str, int], *, known: bool) -> float:
    """Return how many answers a second READERS get, each on a connection of its own, one question after the other."""
    with ProcessPoolExecutor(READERS) as pool:
        rates = pool.map(_read, [(*place, known)] * READERS)
        return sum(rates)


def _read(asked: tuple[str, int, bool]) -> float:
    host, port, known = asked
    lines = [f"GET {PAGE} HTTP/1.1", f"Host: {host}:{port}", "Accept-Language: en"]
    with socket.create_connection((host, port)) as line:
        head, _ = _answer(line, lines)
        cookie = next(each.split(b": ")[1].split(b";")[0].decode() for each in head if each.startswith(b"Set-Cookie"))
        lines.append(f"Cookie: {cookie}")
        head, _ = _answer(line, lines)
        if known:
            etag = next(each.split(b": ")[1].decode() for each in head if each.startswith(b"ETag"))
            lines.append(f"If-None-Match: {etag}")
        many = REQUESTS if known else REQUESTS // 10
        begun = time.perf_counter()
        for _ in range(many):
            _answer(line, lines)
        return many / (time.perf_counter() - begun)


def _answer(line: socket.socket, lines: list[str]) -> tuple[list[bytes], int]:
    line.sendall("\r\n".join([*lines, "", ""]).encode())
    read = b""
    while b"\r\n\r\n" not in read:
        read += line.recv(1 << 16)
    head, _, body = read.partition(b"\r\n\r\n")
    told = head.split(b"\r\n")
    length = next((int(each.split(b": ")[1]) for each in told if each.startswith(b"Content-Length")), 0)
    left = length - len(body)
    while left > 0:
        left -= len(line.recv(1 << 20))
    return told, length
