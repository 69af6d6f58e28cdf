"""The site never notices: bombs and mutants are handed in by some, while others go on reading pages.

    python -m benchmarks.trust.unmoved [--short|--long]

A real server, real uploads over HTTP by several at a time. Each upload must be answered: filed, refused, or asked to
come again; each page must come with 200. The time that a page takes, beside what it takes in peace, is told. The
control asks for a page that is not there, which the same count must find.
"""

import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Event
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener
from uuid import uuid4

from benchmarks.figure import Figure
from benchmarks.site import free_port, opened
from benchmarks.trust.fuzz import mutant
from benchmarks.trust.papers import BOMBS

UPLOADERS, READERS, IN_PEACE, OK = 6, 3, 10, 200
NUMBERS = {"--short": 30, "": 120, "--long": 1_000}
PROCESS = "/processes/gcm-2018/"
PAGES = (PROCESS, f"{PROCESS}inputs/", "/")
DAY, DELEGATE = "2017-06-20", "bruma"
ANSWERS = {OK: "filed", 409: "asked to come again", 422: "refused"}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_ENTITY = re.compile(r'name="entity".*?<option value="([A-Z0-9]+)"', re.DOTALL)
Answer = tuple[int, str]


@dataclass(slots=True)
class Seen:
    """What came of the uploads, the pages that did not come, the seconds that pages took in peace and in the fire."""

    uploads: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    peace: list[float] = field(default_factory=list)
    fire: list[float] = field(default_factory=list)
    control: list[str] = field(default_factory=list)

    @property
    def unanswered(self) -> int:
        """Uploads that were neither filed nor refused."""
        return sum(times for what, times in self.uploads.items() if what not in ANSWERS.values())

    @property
    def held(self) -> bool:
        """Whether all was answered, and the control was found."""
        return not self.missing and not self.unanswered and bool(self.control)


class Browser:
    """One who is at the site: pages fetched, forms sent, cookies kept."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.door: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._asked(Request(urljoin(self.home, path)))  # noqa: S310 - our own server

    def post(self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """Send a form as a browser does, with the token of its own cookie."""
        token = _TOKEN.search(self.get(path if file else "/sample/")[1])
        given = fields | {"csrfmiddlewaretoken": token[1] if token else ""}
        body, kind = _packed(given, file) if file else (urlencode(given).encode(), "application/x-www-form-urlencoded")
        return self._asked(Request(urljoin(self.home, path), body, {"Content-Type": kind}))  # noqa: S310 - as above

    def _asked(self, request: Request) -> Answer:
        try:
            with self.door.open(request, timeout=120) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except OSError as error:
            return 0, str(error)


def _packed(fields: dict[str, str], file: tuple[str, bytes]) -> tuple[bytes, str]:
    """Return a form with a file in it, and its media type."""
    edge = uuid4().hex
    parts = [f'Content-Disposition: form-data; name="{name}"\r\n\r\n{each}'.encode() for name, each in fields.items()]
    name, content = file
    head = f'Content-Disposition: form-data; name="paper"; filename="{name}"\r\nContent-Type: application/octet-stream'
    parts.append(f"{head}\r\n\r\n".encode() + content)
    body = b"".join(b"--%b\r\n%b\r\n" % (edge.encode(), part) for part in parts) + f"--{edge}--\r\n".encode()
    return body, f"multipart/form-data; boundary={edge}"


def papers(count: int) -> list[tuple[str, bytes]]:
    """Return bombs and mutants by turns."""
    bombs = [(name, make()) for name, make in BOMBS.values()][:count]
    return [bombs[n // 2 % len(bombs)] if n % 2 else mutant(n) for n in range(count)]


def delegate(home: str) -> Browser:
    """Sign in as a delegate of the sample, in its consultations."""
    browser = Browser(home)
    browser.post("/sample/day/", {"day": DAY})
    status, _ = browser.post("/sample/sign-in/", {"username": DELEGATE})
    if status != OK or not _ENTITY.search(browser.get(f"{PROCESS}inputs/file/")[1]):
        sys.exit("unmoved: the sample has no delegate who may file a paper")
    return browser


def hand_in(browser: Browser, paper: tuple[str, bytes]) -> str:
    """Hand a paper in and return what came of it."""
    entity = _ENTITY.search(browser.get(f"{PROCESS}inputs/file/")[1])
    fields = {"entity": entity[1] if entity else "", "title": "A paper", "kind": "statement", "language": "en"}
    status, body = browser.post(f"{PROCESS}inputs/file/", fields, paper)
    return ANSWERS.get(status, f"{status}: {body[:80]}")


def read_pages(browser: Browser, paths: Sequence[str], times: list[float]) -> list[str]:
    """Go through pages, note the seconds of each, and return those that did not come."""
    missing = []
    for path in paths:
        start = time.perf_counter()
        status, _ = browser.get(path)
        times.append(time.perf_counter() - start)
        missing += [f"{path}: {status}"] if status != OK else []
    return missing


def read_on(home: str, seen: Seen, until: Event) -> None:
    """Go from page to page until told to stop."""
    browser = Browser(home)
    while not until.is_set():
        seen.missing += read_pages(browser, PAGES, seen.fire)


def measured(count: int) -> Seen:
    """Open the sample, and let some hand in what harms while others read."""
    seen, over, all_papers = Seen(), Event(), papers(count)  # made before, so that the fire is only what is handed in
    with tempfile.TemporaryDirectory() as folder:
        travaux = Path(sys.executable).with_name("travaux")
        with opened([travaux, "--data", folder, "demo", "--port", str(free_port())]) as page:
            browsers = [delegate(page.url) for _ in range(UPLOADERS)]
            reader = Browser(page.url)
            seen.missing += read_pages(reader, PAGES * IN_PEACE, seen.peace)
            with ThreadPoolExecutor(UPLOADERS + READERS) as pool:
                readers = [pool.submit(read_on, page.url, seen, over) for _ in range(READERS)]
                try:
                    given = [pool.submit(hand_in, browsers[n % UPLOADERS], each) for n, each in enumerate(all_papers)]
                    seen.uploads.update(each.result() for each in given)
                finally:
                    over.set()
                for each in readers:
                    each.result()
            seen.control = read_pages(reader, ("/processes/not-there/",), [])
    return seen


def ratio(seen: Seen) -> float:
    return statistics.median(seen.fire) / statistics.median(seen.peace)


def figures(count: int = NUMBERS[""]) -> Iterator[Figure]:
    seen = measured(count)
    what = f"{count} bombs and mutants uploaded by {UPLOADERS} at a time: pages and uploads not answered"
    peer = ("found" if seen.control else "NOT FOUND", "a page that is not there")
    yield Figure(what, f"{len(seen.missing)} of {len(seen.fire):,}, {seen.unanswered}", "0, 0", *peer, met=seen.held)
    yield Figure("a page meanwhile, beside a page in peace (medians)", f"{ratio(seen):.1f} times as long")


def main(arguments: list[str]) -> int:
    seen = measured(NUMBERS[arguments[0] if arguments else ""])
    for what, times in seen.uploads.most_common():
        print(f"{times:8,}  {what}")
    print(f"{len(seen.fire):,} pages meanwhile, not answered with 200: {seen.missing[:5] or 'none'}")
    print(f"a page took {ratio(seen):.1f} times as long as in peace; longest {max(seen.fire):.2f} s")
    print(f"control (a page that is not there): {'found' if seen.control else 'NOT FOUND'}")
    return int(not seen.held)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
