import json
import runpy
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record import verifier
from travaux.record.commitment import Opening, commitment
from travaux.record.entry import Entry, canonical, leaf_of, sealed
from travaux.record.proof import Receipt
from travaux.record.tree import frontier_of
from travaux.record.verifier import BrokenError, Checkpoint, Found, check_archive, check_receipt

PROGRAM = Path(verifier.__file__)
NAME = Opening("name", bytes(range(32)), "Mira Okafor")
NOON = datetime(2018, 4, 5, 12, tzinfo=UTC)
FACTS = [
    {},
    {"wording": "“voluntary”\n\x1f\u2028 الطوعية"},
    {"committed": {"name": commitment(NAME)}},
    {"n": [1, {}]},
    {},
]
ENTRIES = [
    Entry(f"u-{i}", "take_position", "p", "delegate:BRU", f"proposal:{i}", NOON, said, NOON if i else None)
    for i, said in enumerate(FACTS)
]
LINES = [canonical(entry) + b"\n" for entry in ENTRIES]
LEAVES = [leaf_of(entry) for entry in ENTRIES]
DIFFERS = "the root over the first 5 of {} entries differs from the checkpoint's"


def head(size, origin="travaux"):
    return Checkpoint(origin, size, frontier_of(LEAVES[:size]).root())


def opening(**parts):
    said = {"name": NAME.name, "salt": NAME.salt.hex(), "value": NAME.value, **parts}
    return json.dumps({"opening": said}, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def first(text):
    return json.dumps({"checkpoint": text}, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def why(call, *given):
    with pytest.raises(BrokenError) as broken:
        call(*given)
    return str(broken.value)


@pytest.mark.parametrize("size", [0, 3, 5])
def test_a_record_is_sound_up_to_any_of_its_checkpoints(size):
    assert check_archive(LINES, head(size)) == Found(5, head(5).root, size)


def test_a_sealed_line_keeps_its_place_in_the_log():
    lines = [*LINES[:2], sealed(LEAVES[2]).encode() + b"\n", *LINES[3:]]
    assert check_archive(lines, head(5)) == Found(5, head(5).root, 5)


def test_without_a_checkpoint_nothing_is_vouched_for():
    assert check_archive(LINES) == Found(5, head(5).root, None)


def test_a_record_is_held_against_the_checkpoint_that_it_brings_along_too():
    assert check_archive([first(head(5).text()), *LINES]) == Found(5, head(5).root, None)
    assert why(check_archive, [first(Checkpoint("travaux", 5, bytes(32)).text()), *LINES]) == DIFFERS.format(5)
    assert why(check_archive, [first("travaux"), *LINES]) == "1 lines instead of three"


def test_a_private_value_is_held_against_the_commitment_of_its_entry():
    assert check_archive([*LINES[:3], opening(), *LINES[3:]], head(5)) == Found(5, head(5).root, 5, 1)


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        (3, {"value": "Mira Okafo"}),
        (3, {"value": 1}),
        (3, {"salt": "00" * 32}),
        (3, {"salt": "00"}),
        (3, {"salt": NAME.salt.hex().upper()}),
        (3, {"salt": 1}),
        (3, {"name": "n"}),
        (0, {}),
        (2, {}),
        (4, {}),
    ],
)
def test_another_value_is_found(place, parts):
    lines = [*LINES[:place], opening(**parts), *LINES[place:]]
    said = "the value on line {} is not the one to which the entry before it is committed"
    assert why(check_archive, lines) == said.format(place + 1)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([LINES[0].replace(b"BRU", b"ARL"), *LINES[1:]], DIFFERS.format(5)),
        ([*LINES[1:], LINES[0]], DIFFERS.format(5)),
        (LINES[:4], DIFFERS.format(4)),
        ([*LINES[:2], b"not json\n", *LINES[2:]], "line 3 is not an entry"),
        ([b"\xff\n", *LINES], "line 1 is not an entry"),
        ([b"[" * 100_000 + b"\n", *LINES], "line 1 is not an entry"),
        ([b"[]\n", *LINES], "line 1 is not an entry"),
        ([b'{"actor":"officer"}\n', *LINES], "line 1 is not an entry"),
        ([*LINES[:3], LINES[3].replace(b"[1,", b"[1.5,")], "line 4 is not an entry"),
        ([*LINES[:3], LINES[3].replace(b"[1,", b"[9007199254740992,")], "line 4 is not an entry"),
        ([*LINES[:3], LINES[3].replace(b"[1,", b"[NaN,")], "line 4 is not an entry"),
        ([LINES[0].replace(b",", b", ", 1), *LINES[1:]], "line 1 is not in the canonical form"),
        ([LINES[0].replace(b'{"actor"', b'{"actor":"officer","actor"')], "line 1 is not in the canonical form"),
        ([*LINES, first(head(5).text())], "line 6 is a checkpoint, which stands on the first line only"),
    ],
)
def test_what_an_insider_changes_is_found(lines, said):
    assert why(check_archive, lines, head(5)) == said


def receipt(index=2, line=None, root=None):
    path = [LEAVES[3], frontier_of(LEAVES[:2]).root(), LEAVES[4]]
    line = canonical(ENTRIES[2]).decode() if line is None else line
    return Receipt(line, index, tuple(path), Checkpoint("travaux", 5, root or head(5).root))


def test_a_receipt_is_sound_with_and_without_the_checkpoint_that_one_holds():
    assert check_receipt(receipt().text())[0] == Found(5, head(5).root, None)
    found, said = check_receipt(receipt().text().replace("\n", "\r\n"), head(5))
    assert (found.vouched, said["uuid"]) == (5, "u-2")
    assert check_receipt(receipt(line=sealed(LEAVES[2])).text(), head(5)) == (Found(5, head(5).root, 5), {})


@pytest.mark.parametrize(
    ("text", "held", "said"),
    [
        (receipt(line=canonical(ENTRIES[1]).decode()).text(), None, "the entry on the receipt is not in the tree"),
        (receipt(index=3).text(), None, "the entry on the receipt is not in the tree"),
        (receipt(index=4).text(), None, "the proof does not have the length"),
        (receipt(root=bytes(32)).text(), None, "the entry on the receipt is not in the tree"),
        (receipt(line='{"checkpoint":"x"}').text(), None, "it does not begin as a receipt does"),
        (receipt().text().replace("index", "place"), None, "it does not begin as a receipt does"),
        (receipt().text().replace("extra ", "extra ="), None, "is not base64"),
        (receipt().text(), head(4), "your checkpoint over 4 entries is not the receipt's, over 5"),
        (receipt().text(), Checkpoint("travaux", 5, bytes(32)), "your checkpoint over 5 entries is not the receipt's"),
        ("c2sp.org/tlog-proof@v1", None, "1 lines instead of three"),
    ],
)
def test_a_receipt_that_is_not_right_proves_nothing(text, held, said):
    assert said in why(check_receipt, text, held)


def alone(*names, folder):
    """Run the verifier as an outsider does: one file, a bare Python, nothing else to import."""
    words = [sys.executable, "-I", "-S", str(PROGRAM), *(str(folder / name) for name in names)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own file
    return done.returncode, (done.stdout + done.stderr).strip()


def test_the_one_file_runs_by_itself(tmp_path):
    (tmp_path / "record").write_bytes(first(head(5).text()) + b"".join(LINES[:3]) + opening() + b"".join(LINES[3:]))
    (tmp_path / "kept").write_text(head(3).text())
    (tmp_path / "receipt").write_text(receipt().text())
    (tmp_path / "broken").write_bytes(b"".join(LINES[1:]))
    sound = f"SOUND: 5 entries, root {head(5).root.hex()}"
    opened = "1 private values are those that were entered."
    rewritten = "No checkpoint of yours given: all may have been rewritten."
    said = canonical(ENTRIES[2]).decode()
    assert [alone(*names, folder=tmp_path) for names in (["record", "kept"], ["record"], ["receipt"])] == [
        (0, f"{sound}\n{opened}\nYour checkpoint vouches for the first 3."),
        (0, f"{sound}\n{opened}\n{rewritten}"),
        (0, f"{sound}\n{said}\n{rewritten}"),
    ]
    differs = "NOT SOUND: the root over the first 3 of 4 entries differs from the checkpoint's"
    assert alone("broken", "kept", folder=tmp_path) == (1, differs)
    assert alone(folder=tmp_path) == (1, (verifier.__doc__ or "").strip())


def test_an_empty_record_is_told_to_be_sound(tmp_path, monkeypatch, capsys):
    (tmp_path / "record").write_bytes(b"")
    monkeypatch.setattr(sys, "argv", ["verifier.py", str(tmp_path / "record")])
    runpy.run_path(str(PROGRAM), run_name="__main__")
    assert capsys.readouterr().out.startswith("SOUND: 0 entries")


@pytest.mark.parametrize(("names", "said"), [(["broken", "kept"], "NOT SOUND: "), ([], "Check an ")])
def test_what_is_not_sound_ends_with_a_reason(names, said, tmp_path, monkeypatch):
    (tmp_path / "kept").write_text(head(3).text())
    (tmp_path / "broken").write_bytes(b"".join(LINES[1:]))
    monkeypatch.setattr(sys, "argv", ["verifier.py", *(str(tmp_path / name) for name in names)])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(PROGRAM), run_name="__main__")
    assert str(ended.value.code).startswith(said)


def test_the_one_file_is_read_at_one_sitting():
    assert len(PROGRAM.read_text().splitlines()) <= 250


def test_another_implementation_in_another_language_agrees(second_opinion, tmp_path):
    archive = tmp_path / "record"
    for lines in ([first(head(5).text()), *LINES[:3], opening(), *LINES[3:]], LINES[1:], LINES[:4], [*LINES, b"x\n"]):
        archive.write_bytes(b"".join(lines))
        assert second_opinion(archive, head(5)) == our_opinion(lines, head(5))


def entered(*minutes):
    """Lines that were entered so many minutes after noon, one of them at a time that is none."""
    entries = [replace(ENTRIES[1], entered_at=NOON + timedelta(minutes=minute)) for minute in minutes]
    return [canonical(entry) + b"\n" for entry in entries]


@pytest.mark.parametrize(
    ("lines", "back"),
    [
        (entered(0, 1, 1, 2), 0),
        (entered(0, 60, 1, 61, 0), 2),
        (entered(0, 0.9, 0.5), 0),
        ([*entered(5), LINES[0], *entered(4)], 1),
        ([*entered(5), entered(0)[0].replace(b'"2018-', b'"18-'), *entered(5)], 0),
        ([*entered(5), entered(0)[0].replace(b'"2018-04-05T12:00:00.000000+00:00","facts"', b'7,"facts"')], 0),
    ],
)
def test_times_of_entry_that_go_back_are_told_and_both_implementations_count_the_same(
    second_opinion, tmp_path, lines, back
):
    archive = tmp_path / "record"
    archive.write_bytes(b"".join(lines))
    found = check_archive(lines)
    assert (found.back, second_opinion(archive)) == (back, our_opinion(lines, None))
    said = "times of entry go back: a clock was set, or two deeds met."
    assert (f"{back} {said}" in verifier.told(found, {})) is bool(back)


def our_opinion(lines, held):
    try:
        found = check_archive(lines, held)
    except BrokenError:
        return None
    return found.entries, found.root.hex(), found.vouched, found.opened, found.back


SOUND = [first(head(5).text()), *LINES[:3], opening(), *LINES[3:]]


@given(st.data())
def test_the_two_agree_on_whatever_is_done_to_an_archive(second_opinion, tmp_path_factory, data):
    lines = list(SOUND)
    for _ in range(data.draw(st.integers(0, 2))):
        lines = data.draw(st.sampled_from([cut, doubled, swapped, edited]))(data.draw, lines)
    held = data.draw(st.sampled_from([None, head(0), head(3), head(5), Checkpoint("travaux", 5, bytes(32))]))
    archive = tmp_path_factory.mktemp("archive") / "record"
    archive.write_bytes(b"".join(lines))
    assert second_opinion(archive, held) == our_opinion(archive.read_bytes().splitlines(keepends=True), held)


def place(draw, lines):
    return draw(st.integers(0, len(lines) - 1))


def cut(draw, lines):
    i = place(draw, lines)
    return lines[:i] + lines[i + 1 :]


def doubled(draw, lines):
    i = place(draw, lines)
    return lines[: i + 1] + lines[i:]


def swapped(draw, lines):
    i, j = place(draw, lines), place(draw, lines)
    lines = list(lines)
    lines[i], lines[j] = lines[j], lines[i]
    return lines


def edited(draw, lines):
    i = place(draw, lines)
    line = bytearray(lines[i])
    at = place(draw, line)
    line[at : at + draw(st.integers(0, 1))] = draw(
        st.sampled_from([b"", b" ", b"0", b"1", b'"', b"\\", b"}", b"a", b"\xc3"])
    )
    return [*lines[:i], bytes(line), *lines[i + 1 :]]
