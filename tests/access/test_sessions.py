"""Sessions end by idleness and by age, whatever the clock does."""

from __future__ import annotations

from access.register import Register
from access.sessions import IDLE, LONGEST


def used(register, clock, token, seconds, step=IDLE - 60):
    """Go on for so many seconds, asking now and then; whether the session holds at the end."""
    end = clock.now + seconds
    while clock.now < end:
        clock.now = min(end, clock.now + step)
        found = register.sessions.find(token)
        if found is None:
            return False
        if found.is_stale:
            register.sessions.touch(token)
    return True


def test_a_session_ends_when_it_is_idle(register, clock):
    token = register.sessions.begin("reader")
    clock.now += IDLE
    assert register.sessions.find(token)
    clock.now += 1
    assert register.sessions.find(token) is None


def test_it_slides_and_ends_at_last(register, clock):
    token = register.sessions.begin("reader")
    assert used(register, clock, token, LONGEST - 100)
    assert not used(register, clock, token, 200)


def test_tokens_are_random_and_of_256_bits(register):
    tokens = {register.sessions.begin("reader") for _ in range(20)}
    assert len(tokens) == 20 and all(len(token) == 43 for token in tokens)  # base64 of 32 bytes
    assert register.sessions.find("") is None and register.sessions.find("A" * 43) is None
    assert register.sessions.find("\udcff\x00가") is None


def test_a_clock_moved_back_ends_no_session_and_makes_none_immortal(register, clock):
    began = clock.now
    token = register.sessions.begin("reader")
    assert used(register, clock, token, 10 * 86_400)
    clock.now = began - 365 * 86_400  # a year and more back
    assert register.sessions.find(token).is_stale
    register.sessions.touch(token)
    assert used(register, clock, token, 19 * 86_400)  # of the thirty days ten are gone
    assert not used(register, clock, token, 2 * 86_400)


def test_a_session_of_the_time_to_come_that_nobody_uses_ends_too(tmp_path, register, clock):
    token = register.sessions.begin("reader")
    clock.now -= 365 * 86_400
    again = Register(tmp_path, clock)  # the program is started again
    clock.now += IDLE + 1
    assert again.sessions.find(token) is None
    again.close()


def test_a_clock_moved_forward_asks_for_a_login_and_no_more(register, clock):
    token = register.sessions.begin("reader")
    clock.now += 365 * 86_400
    assert register.sessions.find(token) is None
    assert register.sessions.find(register.sessions.begin("reader"))


def test_what_has_ended_is_deleted_and_one_account_has_so_many(register, clock, monkeypatch):
    from access import sessions

    monkeypatch.setattr(sessions, "_MOST", 3)
    tokens = []
    for _ in range(5):
        clock.now += 1
        tokens.append(register.sessions.begin("reader"))
    assert [bool(register.sessions.find(token)) for token in tokens] == [False, False, True, True, True]
    clock.now += LONGEST
    assert register.sessions.of("reader") == []


def test_a_session_outlives_a_restart(tmp_path, register, clock):
    token = register.sessions.begin("reader", "10.0.0.1")
    register.close()
    again = Register(tmp_path, clock)
    assert again.sessions.find(token).name == "reader" and again.sessions.of("reader")[0].address == "10.0.0.1"
    again.close()
