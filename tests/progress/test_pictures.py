"""Pictures at their own address: what there is, and that nothing is ever drawn twice at once."""

import os
import signal
import stat
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from apps.progress import pictures, shelf
from apps.progress.shelf import SHELF, Shelf

ROOT = Path(__file__).resolve().parents[2]
DRAWS_SLOWLY = """
import sys, time
from pathlib import Path
from apps.progress.shelf import Shelf

def make():
    with open(sys.argv[2], "a") as log:
        log.write("drawn\\n")
    time.sleep(float(sys.argv[3]))
    return b"a picture"

print("ready", flush=True)
sys.stdin.readline()
print(Shelf(Path(sys.argv[1])).get_or_make("ab12", make))
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A file with a line for each drawing."""
    return tmp_path / "log"


def other_process(code: str, *arguments: object) -> subprocess.Popen:
    """Start Python on a piece of code; it waits for a line."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    started = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout.readline() == "ready\n"
    return started


def test_threads_that_ask_at_once_get_one_drawing(tmp_path):
    kept, drawn, together = Shelf(tmp_path), [], Barrier(8)

    def make() -> bytes:
        drawn.append(1)
        time.sleep(0.05)
        return b"a picture"

    def ask(_: int) -> bytes:
        together.wait()
        return kept.get_or_make("ab12", make)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(8)))
    assert answers == [b"a picture"] * 8
    assert len(drawn) == 1


def test_processes_that_ask_at_once_get_one_drawing(tmp_path, log):
    folder = tmp_path / "shelf"
    folder.mkdir()
    processes = [other_process(DRAWS_SLOWLY, folder, log, 0.2) for _ in range(2)]
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate()[0] for process in processes]
    assert said == ["b'a picture'\n"] * 2
    assert log.read_text() == "drawn\n"


def test_a_killed_process_holds_nobody_up(tmp_path, log):
    folder = tmp_path / "shelf"
    folder.mkdir()
    process = other_process(DRAWS_SLOWLY, folder, log, 60)
    process.stdin.write("go\n")
    process.stdin.flush()
    while not log.exists():
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert Shelf(folder).get_or_make("ab12", lambda: b"another") == b"another"


def test_a_drawing_that_fails_is_tried_again(tmp_path):
    kept = Shelf(tmp_path)
    with pytest.raises(ZeroDivisionError):
        kept.get_or_make("ab12", lambda: bytes(1 // 0))
    assert kept.get_or_make("ab12", lambda: b"a picture") == b"a picture"


OPENS_A_SHELF = """
import sys
from apps.progress.shelf import Shelf
kept = Shelf()
kept.get_or_make("ab12", lambda: b"a picture")
print("ready", flush=True)
print(kept.open(), flush=True)
sys.stdin.readline()
"""


def test_the_folder_is_for_its_owner_only_and_goes_with_its_maker():
    process = other_process(OPENS_A_SHELF)
    folder = Path(process.stdout.readline().strip())
    facts = folder.stat()
    assert stat.S_IMODE(facts.st_mode) == 0o700
    assert facts.st_uid == os.geteuid()
    assert (folder / "ab12").read_bytes() == b"a picture"
    process.communicate("end\n")
    assert not folder.exists()


def test_the_folder_of_a_killed_server_goes_with_the_next_start(monkeypatch):
    process = other_process(OPENS_A_SHELF)
    folder = Path(process.stdout.readline().strip())
    monkeypatch.setattr(shelf, "JUST_MADE", -60)
    Shelf().open()
    assert folder.exists()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert folder.exists()
    Shelf().open()
    assert not folder.exists()


def test_a_forked_worker_leaves_the_folder_to_the_others(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    shelf._remove(folder, os.getpid() + 1)
    assert folder.exists()


def test_the_oldest_pictures_make_room(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "TIDY_EVERY", 5)
    kept = Shelf(tmp_path, most_bytes=30)
    for number in range(4):
        kept.get_or_make(f"a{number}", lambda: bytes(10))
        os.utime(tmp_path / f"a{number}", (time.time() + number - 9,) * 2)
    kept.get_or_make("a4", lambda: bytes(10))
    assert [number for number in range(5) if kept.get(f"a{number}")] == [2, 3, 4]


def test_nothing_is_kept_for_more_than_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr(shelf, "TIDY_EVERY", 2)
    kept = Shelf(tmp_path)
    kept.get_or_make("a1", lambda: b"old")
    os.utime(tmp_path / "a1", (time.time() - 90_000, time.time() - 90_000))
    kept.get_or_make("a2", lambda: b"new")
    assert (kept.get("a1"), kept.get("a2")) == (None, b"new")


def test_a_full_disk_costs_nobody_the_picture(tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    kept = Shelf(tmp_path)
    assert kept.get_or_make("ab12", lambda: b"a picture") == b"a picture"
    assert kept.get("ab12") is None


def test_a_folder_that_is_gone_is_made_anew(tmp_path):
    kept = Shelf(tmp_path / "gone")
    assert kept.get_or_make("ab12", lambda: b"a picture") == b"a picture"
    assert kept.get("ab12") == b"a picture"
    kept.clear()
    assert kept.get("ab12") is None


# --- Addresses --------------------------------------------------------------------------------


def test_a_subject_that_there_is_not_is_not_found(cast):
    cast.rate(4)
    for subject in ("nothing", "_timeline", "TIMELINE"):
        address = reverse("progress:picture", args=[cast.rosa.pk, subject, "svg"])
        assert cast.client("rosa").get(address).status_code == 404


def test_the_chart_is_the_picture_of_the_timeline(cast):
    cast.rate(4)
    rosa = cast.client("rosa")
    chart = rosa.get(reverse("progress:chart", args=[cast.rosa.pk, "svg"]))
    picture = rosa.get(reverse("progress:picture", args=[cast.rosa.pk, "timeline", "svg"]))
    assert (picture["ETag"], picture.content) == (chart["ETag"], chart.content)


def test_drawing_holds_no_transaction(cast, monkeypatch):
    """Whoever logs meanwhile never waits for a picture, on SQLite neither."""
    cast.rate(4)
    SHELF.clear()
    open_here, open_there = len(connection.atomic_blocks), []

    def draw(_: pictures.Picture) -> bytes:
        open_there.append(len(connection.atomic_blocks))
        return b"<svg"

    monkeypatch.setitem(pictures.DRAWINGS, "timeline", draw)
    cast.client("rosa").get(reverse("progress:chart", args=[cast.rosa.pk, "svg"]))
    assert open_there == [open_here]


def test_a_smooth_line_is_drawn_where_it_is_asked_for(cast):
    for back in range(6):
        cast.rate(4 + back % 2, back=back)
    asked = {"range": "4w", "line": "smooth"}
    page = cast.client("amara").get(reverse("caseload:patient", args=[cast.rosa.pk]), asked)
    assert b"line=smooth" in page.content
    address = reverse("progress:chart", args=[cast.rosa.pk, "svg"])
    smooth = cast.client("amara").get(address, asked).content
    plain = cast.client("amara").get(address, {"range": "4w", "line": "nothing"}).content
    assert b'id="smooth"' in smooth
    assert b"Smooth line" not in plain
    size = page.context["chart"]["wide"]
    assert f'width="{size[0]}" height="{size[1]}"'.encode() in smooth


def test_made_up_ids_of_phases_do_not_fill_the_shelf(cast):
    """Every other id at the end of the address was another picture to draw and to keep."""
    cast.rate(4)
    therapist, tags = cast.client("amara"), set()
    page = reverse("caseload:patient", args=[cast.rosa.pk])
    for subject in ("timeline", "dose"):
        address = reverse("progress:picture", args=[cast.rosa.pk, subject, "svg"])
        for made_up in (str(uuid.uuid4()), "x" * 3000, "<b>"):
            assert therapist.get(page, {"earlier": made_up}).status_code == 200
            tags.add(therapist.get(address, {"earlier": made_up})["ETag"])
        tags.add(therapist.get(address)["ETag"])
    assert len(tags) == 2
    phases = reverse("progress:compare", args=[cast.rosa.pk])
    assert b"xxx" not in therapist.get(phases, {"earlier": "x" * 3000}).content
