"""Listening: decoding, embedding, tempo, key, loudness and waveforms, in worker processes."""
