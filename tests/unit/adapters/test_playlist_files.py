"""Playlist files: what is written is read again, and what others write is understood."""

import contextlib
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from musicsim.adapters.playlist_files.playlist_files import TextPlaylistFiles
from musicsim.domain.errors import Invalid
from musicsim.domain.model.playlist_file import FileEntry, PlaylistFile, PlaylistFormat
from musicsim.domain.rules.locations import readings
from tests.unit.domain.test_locations import keys

FILES = TextPlaylistFiles()

names = st.text(max_size=20).map(lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split()))
entries = st.builds(
    FileEntry,
    line=st.just(0),
    location=keys,
    title=names.filter(bool),
    artist=names,
    album=names,
    track_number=st.none() | st.integers(1, 99),
    duration=st.none() | st.integers(1, 10**7).map(lambda ms: ms / 1000),
)
files = st.builds(PlaylistFile, st.lists(entries, max_size=4), names, names)


@given(files, st.sampled_from(PlaylistFormat))
@example(PlaylistFile([FileEntry(line=0, location="#/\U0001342f", title="a")], "", ""), PlaylistFormat.M3U8)
def test_round_trips(file: PlaylistFile, form: PlaylistFormat):
    back = FILES.read(FILES.write(file, form))
    assert (back.name, len(back.entries)) == (file.name, len(file.entries))
    if form is not PlaylistFormat.M3U8:
        assert back.description == file.description
    for was, now in zip(file.entries, back.entries, strict=True):
        assert was.location in readings(now.location)
        assert (now.title, now.artist, now.album) == (was.title, was.artist, was.album)
        if form is PlaylistFormat.M3U8:
            assert now.duration == (round(was.duration) or None if was.duration else None)
        else:
            assert (now.duration, now.track_number) == (was.duration, was.track_number)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_playlist_or_refused(data: bytes):
    for prefix in (b"", b"#EXTM3U\n", b"<playlist>", b'{"playlist": '):
        with contextlib.suppress(Invalid):
            FILES.read(prefix + data)


M3U = '#EXTM3U\r\n#PLAYLIST: Élan \r\n#EXTINF:123 logo="x",Ann - Song - Live\r\n#EXTALB:Best\r\na é.mp3\r\n\r\nb.mp3'


@pytest.mark.parametrize(
    "data",
    [
        M3U.encode(),
        b"\xef\xbb\xbf" + M3U.encode(),
        M3U.encode("utf-16"),
        M3U.encode("cp1252"),
        M3U.replace("\r", "").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "western", "unix"],
)
def test_m3u_in_any_encoding(data: bytes):
    file = FILES.read(data)
    first, second = file.entries
    assert file.name == "Élan"
    assert first == FileEntry(
        line=5, location="a é.mp3", title="Song - Live", artist="Ann", album="Best", duration=123.0
    )
    assert second == FileEntry(line=7, location="b.mp3")


def test_a_title_with_a_dash_is_no_artists_where_that_is_said():
    back = FILES.read(FILES.write(PlaylistFile([FileEntry(line=1, location="a", title="A - B")]), PlaylistFormat.M3U8))
    assert [(one.title, one.artist) for one in back.entries] == [("A - B", "")]


def test_m3u_without_any_comment_and_with_odd_ones():
    file = FILES.read(b"a.mp3\n#EXTINF:-1,\n#EXTINF:nan,x\n#EXTGRP:y\n# words\nb.mp3\n")
    assert [(one.location, one.title, one.duration) for one in file.entries] == [
        ("a.mp3", "", None),
        ("b.mp3", "x", None),
    ]


def test_xspf_as_others_write_it():
    file = FILES.read(
        b"""<?xml version="1.0" encoding="UTF-8"?>
<playlist xmlns="http://xspf.org/ns/0/" xmlns:vlc="http://www.videolan.org/vlc/playlist/ns/0/" version="1">
  <title> Mix </title>
  <trackList>
    <track>
      <location>file:///C:/Music/a%20b.mp3</location><creator>Ann</creator><trackNum>03</trackNum>
      <duration>61500</duration><extension application="x"><vlc:id>0</vlc:id></extension>
    </track>
    <track><title>&lt;Only&gt; a title</title><duration>soon</duration></track>
  </trackList>
</playlist>"""
    )
    assert file.name == "Mix"
    assert file.entries == [
        FileEntry(line=5, location="file:///C:/Music/a%20b.mp3", artist="Ann", track_number=3, duration=61.5),
        FileEntry(line=9, title="<Only> a title"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"<playlist><trackList>",
        b"<html/>",
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><playlist/>',
        b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><playlist><title>&b;</title></playlist>',
    ],
)
def test_xml_that_is_broken_or_clever_is_refused(data: bytes):
    with pytest.raises(Invalid):
        FILES.read(data)


def test_jspf_as_others_write_it():
    track = {"location": ["http://x/a.mp3"], "title": "T", "duration": 1500, "trackNum": 7, "extension": {}}
    document = {"playlist": {"title": "Mix", "track": [track, "odd", {"location": "b.mp3", "duration": True}, {}]}}
    file = FILES.read(json.dumps(document).encode("utf-8-sig"))
    assert [(one.line, one.location, one.duration) for one in file.entries] == [
        (1, "http://x/a.mp3", 1.5),
        (3, "b.mp3", None),
        (4, "", None),
    ]


def test_half_characters_of_json_do_not_come_in():
    track = dict.fromkeys(("location", "title", "creator", "album"), "a\ud800")
    file = FILES.read(json.dumps({"playlist": {"title": "\udc00", "annotation": "\ud800", "track": [track]}}).encode())
    [one] = file.entries
    for text in (file.name, file.description, one.location, one.title, one.artist, one.album):
        assert text.encode().decode().endswith("?")


def test_what_is_written_says_what_it_is():
    file = PlaylistFile([FileEntry(line=1, location="#1/é?.mp3", title="T", duration=1.5)], "N", "D")
    assert FILES.write(file, PlaylistFormat.M3U8).decode() == (
        "#EXTM3U\n#EXTENC:UTF-8\n#PLAYLIST:N\n#EXTINF:2,T\n./#1/é?.mp3\n"
    )
    assert b"<location>%231/%C3%A9%3F.mp3</location>" in FILES.write(file, PlaylistFormat.XSPF)
    assert json.loads(FILES.write(file, PlaylistFormat.JSPF))["playlist"]["track"][0]["duration"] == 1500
    assert FILES.media_type(PlaylistFormat.XSPF) == "application/xspf+xml"


@pytest.mark.parametrize(
    "data",
    [
        b"a\n" * 10_001,
        b"<playlist><trackList>%b</trackList></playlist>" % (b"<track/>" * 10_001),
        b'{"playlist": {"track": [%b{}]}}' % (b"{}," * 10_000),
    ],
    ids=["m3u", "xspf", "jspf"],
)
def test_too_many_lines_are_refused(data: bytes):
    with pytest.raises(Invalid, match="10,000"):
        FILES.read(data)


def test_xml_of_elements_alone_is_refused_before_all_are_in_memory():
    data = b"<playlist>" + b"<a/>" * 150_000
    with pytest.raises(Invalid, match="elements"):
        FILES.read(data)  # what would be refused at its end is something else: it has none


@pytest.mark.parametrize("break_", ["\x0b", "\x85", "\u2028"])
def test_lines_of_m3u_end_where_files_say_so(break_: str):
    file = FILES.read(f"#EXTINF:1,a{break_}b\r\nx.mp3\ry.mp3\n".encode())
    assert [(one.line, one.location, one.title) for one in file.entries] == [(2, "x.mp3", "a b"), (3, "y.mp3", "")]


@pytest.mark.parametrize("key", [" Ann/a.mp3", "Ann/a.mp3 ", "\u00a0Ann/a.mp3"])
def test_spaces_at_the_ends_of_paths_stay(key: str):
    back = FILES.read(FILES.write(PlaylistFile([FileEntry(line=1, location=key)]), PlaylistFormat.M3U8))
    assert key in readings(back.entries[0].location)
