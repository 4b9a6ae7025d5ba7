type Plays = (type: string) => string

const TYPES: Record<string, string> = {
  mp3: 'audio/mpeg',
  aac: 'audio/mp4; codecs="mp4a.40.2"',
  opus: 'audio/ogg; codecs="opus"',
  vorbis: 'audio/ogg; codecs="vorbis"',
  flac: 'audio/flac',
  wav: 'audio/wav',
}

const canPlay: Plays = (type) => document.createElement('audio').canPlayType(type)

/** The format to ask for instead of the original; null where this browser plays that. Safari plays no Ogg for long. */
export function transcodeFor(
  song: { playable: boolean; codec: string },
  plays: Plays = canPlay,
): 'opus' | 'mp3' | null {
  const type = TYPES[song.codec.toLowerCase()]
  if (song.playable && (type === undefined || plays(type) !== '')) return null
  return plays(TYPES.opus as string) === '' ? 'mp3' : 'opus'
}
