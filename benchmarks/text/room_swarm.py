"""A swarm of screens in one process: each holds a stream open, notes when it sees what, and comes again.

    python -m benchmarks.text.room_swarm HOST PORT PATH SCREENS

For each line that comes in it prints, as JSON, how many streams are open and, by the number that an event carries
(`"id":…`), at which times it was seen. It knows nothing of the site: a peer is measured with the same swarm.
"""

import asyncio
import json
import re
import resource
import sys
import time
from collections import defaultdict
from contextlib import suppress

SEEN = re.compile(rb'"id": ?(\d{1,18})')
RETRY = re.compile(rb"retry: ?(\d{1,6})")
FILES = 16_384


class Swarm:
    """The screens, and what they saw."""

    def __init__(self, host: str, port: int, path: str) -> None:
        self.host, self.port, self.path = host, port, path
        self.open = 0
        self.refused = 0
        self.seen: dict[int, list[float]] = defaultdict(list)

    async def screen(self, number: int) -> None:
        """Follow the stream for ever."""
        await asyncio.sleep(number / 2_000)  # a room fills in a second, not at once
        last, retry = b"", 2.0
        while True:
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                reader, writer = await asyncio.open_connection(self.host, self.port)
                try:
                    last, retry = await self._follow(reader, writer, last, retry)
                finally:
                    writer.close()
            await asyncio.sleep(retry)

    async def _follow(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, last: bytes, retry: float
    ) -> tuple[bytes, float]:
        head = f"GET {self.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\nAccept: text/event-stream\r\n".encode()
        writer.write(head + (b"Last-Event-ID: " + last + b"\r\n" if last else b"") + b"\r\n")
        if b" 200 " not in await reader.readline():
            self.refused += 1
            return last, 1.0 + retry / 2
        self.open += 1
        try:
            while line := await reader.readline():
                if found := SEEN.search(line):
                    last = found[1]
                    self.seen[int(last)].append(time.time())
                elif waits := RETRY.match(line):
                    retry = int(waits[1]) / 1000
        finally:
            self.open -= 1
        return last, retry

    def told(self) -> str:
        """Return what was seen since it was last asked."""
        seen, self.seen = self.seen, defaultdict(list)
        return json.dumps({"open": self.open, "refused": self.refused, "seen": seen})


async def main(host: str, port: str, path: str, screens: str) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(FILES, hard), hard))
    swarm = Swarm(host, int(port), path)
    tasks = [asyncio.create_task(swarm.screen(number)) for number in range(int(screens))]
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while await lines.readline():
        print(swarm.told(), flush=True)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
