"""Passwords that come from outside: typed without an echo, or read from a pipe, never from the arguments."""

import sys

import typer


def asked_password(*, from_stdin: bool, one_time: bool) -> str | None:
    """The password that somebody chose; None where one is to be made for a single use.

    On a terminal it is asked for, twice; elsewhere it comes from stdin, if it is said to be there.
    """
    if from_stdin and one_time:
        raise typer.BadParameter("--password-stdin and --one-time exclude each other")
    if from_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise typer.BadParameter("there is no password on stdin")
        return password
    if one_time or not sys.stdin.isatty():
        return None
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
