"""What FFmpeg may take a file for, and that it opens nothing else for it."""

FORMATS = (
    "aac,ac3,aiff,amr,ape,asf,au,caf,dsf,dts,dtshd,eac3,flac,iff,m4a,matroska,mlp,mov,mp3,mp4,mpc,mpc8,mpegts,ogg,rm,shn,"
    "tak,truehd,tta,voc,w64,wav,webm,wv,xwma"
)
"""Demuxers of plain audio, and of the containers that carry it, by FFmpeg's names.

Playlists, picture and subtitle formats, and whatever opens other files stay out: a playlist that is called .mp3 must
not make FFmpeg fetch what it names.
"""

OPTIONS = {"format_whitelist": FORMATS, "protocol_whitelist": ""}
"""How to open any file: by its bytes alone, without a way to reach others."""
