"""Guessing is slow, and nobody is kept out by another's guessing."""

from __future__ import annotations

import pytest

from access import signing
from access.register import Register
from access.signing import Held, sign_in
from access.throttle import delay
from tests.access.conftest import PASSWORD


def guess(register, name="reader", address="10.0.0.9", browser="", times=1):
    """Wrong guesses; what the last came to."""
    for _ in range(times):
        try:
            assert sign_in(register, name, "틀린 비밀번호 하나", address, browser) is None
            held = 0
        except Held as error:
            held = error.seconds
    return held


@pytest.mark.parametrize("name", ["reader", "nobody"])
def test_after_some_failures_one_has_to_wait_longer_each_time(register, clock, name):
    assert guess(register, name, times=5) == 0
    waits = []
    for _ in range(12):
        wait = guess(register, name)
        waits.append(wait)
        clock.now += wait
        assert guess(register, name) == 0
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]


def test_even_the_right_password_waits_and_is_not_looked_at(register, monkeypatch):
    guess(register, times=5)
    looked = []
    monkeypatch.setattr(signing, "fits", lambda *given: looked.append(given) or True)
    with pytest.raises(Held):
        sign_in(register, "reader", PASSWORD, "10.0.0.7")
    assert looked == []


def test_an_unknown_a_disabled_and_a_known_name_cost_one_verification_each(register, monkeypatch):
    from access import passwords

    register.accounts.add("portal", None, register.accounts.get("reader").role)
    register.accounts.set_disabled("editor", True)
    passwords._nobodys()
    verified = []

    class Counting:
        def verify(self, hash, password):
            verified.append(hash)
            return real.verify(hash, password)

    real = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", Counting())
    for number, name in enumerate(("reader", "nobody", "editor", "portal", "", "가" * 1000, "\x00")):
        assert sign_in(register, name, "틀린 비밀번호 하나", f"10.0.1.{number}") is None
        assert len(verified) == number + 1


def test_a_disabled_account_and_one_without_a_password_are_not_entered(register):
    register.accounts.set_disabled("editor", True)
    register.accounts.add("portal", None, register.accounts.get("reader").role)
    assert sign_in(register, "editor", PASSWORD) is None
    for password in ("", "of nobody at all"):
        assert sign_in(register, "portal", password) is None and sign_in(register, "nobody", password) is None


def test_an_address_that_tries_many_names_waits(register, clock):
    for number in range(20):
        assert guess(register, f"name{number}") == 0
    assert guess(register, "another") == 1
    assert guess(register, "another", address="10.0.0.8") == 0


def test_a_success_forgives_the_name_and_of_the_address_only_itself(register):
    for number in range(19):
        guess(register, f"name{number}")
    assert sign_in(register, "reader", PASSWORD, "10.0.0.9")
    assert guess(register, "one") == 0 and guess(register, "two") == 1  # who has an account guesses no more freely


def test_a_browser_that_was_in_before_gets_in_whatever_others_do(register, clock):
    entered = sign_in(register, "reader", PASSWORD, "10.0.0.7")
    guess(register, address="10.0.0.7", times=40)
    assert guess(register, address="10.0.0.6") > 0
    assert sign_in(register, "READER", PASSWORD, "10.0.0.7", entered.browser).browser == entered.browser
    assert guess(register, browser=entered.browser, times=6) > 0  # it has no more tries than others
    assert guess(register, "editor", "10.0.0.5", entered.browser) == 0  # and is nothing to another account


def test_a_refused_try_does_not_make_the_wait_longer(register, clock):
    guess(register, times=5)
    first = guess(register, times=50)
    clock.now += first
    assert sign_in(register, "reader", PASSWORD, "10.0.0.7")


def test_a_restart_forgives_nothing_and_a_day_does(tmp_path, register, clock):
    guess(register, times=6)
    register.close()
    again = Register(tmp_path, clock)
    assert guess(again) > 0
    clock.now += 86_401
    assert guess(again, times=5) == 0
    again.close()


def test_a_clock_moved_back_locks_nobody_out(register, clock):
    guess(register, times=5)
    clock.now -= 365 * 86_400
    assert guess(register) == 1
    clock.now += 1
    assert sign_in(register, "reader", PASSWORD, "10.0.0.7")


def test_many_at_once_get_no_more_tries_than_one_after_another(register):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: guess(register), range(30)))
    assert sum(wait == 0 for wait in found) == 5


def test_what_is_counted_is_bounded(register, monkeypatch):
    from access import throttle

    monkeypatch.setattr(throttle, "_MOST", 10)
    for number in range(30):
        guess(register, f"name{number}", f"10.0.{number}.1")
    assert register._database.rows("SELECT count(*) FROM attempt")[0][0] <= 10


def test_the_delay_is_bounded():
    assert [delay(number) for number in (-5, -1, 0, 1, 8, 9, 5000)] == [0, 0, 1, 2, 256, 300, 300]


def test_a_weaker_hash_is_renewed_at_the_next_login(register, monkeypatch):
    from argon2 import PasswordHasher

    from access import passwords

    before = register.accounts.hash_of("reader")
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert sign_in(register, "reader", PASSWORD)
    assert register.accounts.hash_of("reader") != before and sign_in(register, "reader", PASSWORD)
