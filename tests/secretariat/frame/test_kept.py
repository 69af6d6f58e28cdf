from threading import Barrier, Thread

from secretariat.frame.kept import Kept, forget_everything


def test_a_thing_is_made_once_and_then_kept():
    kept, made = Kept(10, len), []
    for _ in range(2):
        assert kept.made("a", lambda: made.append(1) or "xyz") == "xyz"
    assert made == [1]


def test_what_was_asked_for_least_recently_goes_first():
    kept = Kept(6, len)
    kept.keep("a", "xxx")
    kept.keep("b", "xxx")
    assert kept.found("a") == "xxx"
    kept.keep("c", "xx")
    assert [kept.found(key) for key in "abc"] == ["xxx", None, "xx"]


def test_what_has_no_room_is_not_kept_and_what_is_kept_anew_takes_its_place():
    kept = Kept(6, len)
    kept.keep("a", "xxx")
    kept.keep("a", "xx")
    kept.keep("b", "xxxx")
    assert [kept.found(key) for key in "ab"] == ["xx", "xxxx"]
    kept.keep("a", "xxxxxxx")
    assert [kept.found(key) for key in "ab"] == [None, "xxxx"]


def test_many_who_ask_at_once_have_it_made_once():
    kept, made, start = Kept(10, len), [], Barrier(8)

    def ask():
        start.wait()
        kept.made("a", lambda: made.append(1) or "xyz")

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_everything_is_forgotten_at_once():
    kept = Kept(10, len)
    kept.keep("a", "x")
    forget_everything()
    assert kept.found("a") is None
