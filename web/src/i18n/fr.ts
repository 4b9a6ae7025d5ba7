import account from './fr/account.json'
import admin from './fr/admin.json'
import alchemy from './fr/alchemy.json'
import artwork from './fr/artwork.json'
import beyond from './fr/beyond.json'
import clip from './fr/clip.json'
import common from './fr/common.json'
import entry from './fr/entry.json'
import filter from './fr/filter.json'
import home from './fr/home.json'
import library from './fr/library.json'
import map from './fr/map.json'
import mixes from './fr/mixes.json'
import path from './fr/path.json'
import playlist from './fr/playlist.json'
import problem from './fr/problem.json'
import pwa from './fr/pwa.json'
import radio from './fr/radio.json'
import search from './fr/search.json'
import seed from './fr/seed.json'
import shared from './fr/shared.json'
import sound from './fr/sound.json'
import upload from './fr/upload.json'
import wizard from './fr/wizard.json'
import words from './fr/words.json'

/** A file an area; a word's key is its area's name and its own. */
export default {
  ...common,
  account,
  admin,
  alchemy,
  artwork,
  beyond,
  clip,
  entry,
  filter,
  home,
  library,
  map,
  mixes,
  path,
  playlist,
  problem,
  pwa,
  radio,
  search,
  seed,
  shared,
  sound,
  upload,
  wizard,
  words,
}
