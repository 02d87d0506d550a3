"""The event log: nobody changes it, not even the database's owner unnoticed."""

from __future__ import annotations

import itertools
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from aqyl.portal.history import guard
from aqyl.portal.history.chain import Break, append, canonical, verify_log
from aqyl.portal.history.models import Event, Head


def write(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            append("try", f"thing:{number}", actor="7", territory="KZ", data={"n": number})


@pytest.mark.django_db
class TestChain:
    def test_events_are_numbered_without_gaps_and_linked(self) -> None:
        write(3)
        events = list(Event.objects.order_by("number"))
        assert [event.number for event in events] == [1, 2, 3]
        assert all(b.before == a.digest for a, b in itertools.pairwise(events))
        assert list(verify_log()) == []

    def test_an_empty_log_is_whole(self) -> None:
        assert list(verify_log()) == []

    @pytest.mark.parametrize("field", ["actor", "action", "subject", "territory", "data"])
    def test_one_changed_field_is_found(self, field: str) -> None:
        write(4)
        events = list(Event.objects.order_by("number"))
        setattr(events[1], field, getattr(events[1], field) + " ")
        assert list(verify_log(events)) == [Break(2, "changed")]

    def test_a_left_out_event_is_found(self) -> None:
        write(4)
        events = list(Event.objects.order_by("number"))
        assert Break(2, "missing") in verify_log([events[0], *events[2:]])

    def test_a_forged_chain_needs_every_later_event(self) -> None:
        """Someone seals a changed event anew: the next one no longer follows it."""
        from aqyl.portal.history.chain import digest_of

        write(4)
        events = list(Event.objects.order_by("number"))
        events[1].data = canonical({"n": 99})
        events[1].digest = digest_of(events[1])
        assert list(verify_log(events)) == [Break(3, "before")]

    def test_a_cut_off_end_is_found(self) -> None:
        write(3)
        Head.objects.update(number=5)
        assert list(verify_log()) == [Break(4, "head")]

    def test_data_that_json_does_not_hold(self) -> None:
        with pytest.raises(ValueError, match="not JSON compliant"):
            append("try", "thing:1", data={"x": float("nan")})
        assert not Event.objects.exists()


@pytest.mark.django_db
class TestTriggers:
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE history_event SET action = 'x'",
            "DELETE FROM history_event",
        ],
    )
    def test_the_database_refuses(self, statement: str) -> None:
        write(2)
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert list(verify_log()) == []

    def test_they_stand(self) -> None:
        assert guard.installed(connection)

    def test_bulk_calls_do_not_get_around_them(self) -> None:
        write(1)
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Event.objects.all().delete()


def test_an_event_needs_the_transaction_of_what_it_tells_of(committed: None) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        append("try", "thing:1")


def test_many_at_once_stand_in_one_line(committed: None) -> None:
    def work() -> None:
        for _ in range(5):
            write(2)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Event.objects.count() == 40
    assert list(verify_log()) == []
