import signal
import threading

import pytest

from demarche.run import limits
from demarche.run.limits import TooCostly, limited


def compute():
    while True:
        pass


def test_a_document_that_computes_too_long_is_stopped_and_named(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    with pytest.raises(TooCostly, match=r"^a\.txt: not read in"), limited("a.txt"):
        compute()


def test_a_library_that_swallows_the_first_signal_is_stopped_by_the_second(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.1)
    monkeypatch.setattr(limits, "_AGAIN_S", 0.1)
    with pytest.raises(TooCostly), limited("a.txt"):
        try:
            compute()
        except Exception:
            compute()


def test_nothing_is_left_behind(monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    before = signal.getsignal(signal.SIGPROF)
    with limited("a.txt"):
        pass
    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_no_memory_left_is_told():
    with pytest.raises(TooCostly, match=r"^a\.txt: reading it takes more than"), limited("a.txt"):
        raise MemoryError


def test_in_another_thread_nothing_is_measured_and_nothing_breaks():
    told = []

    def work():
        with limited("a.txt"):
            told.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert told == [1]
