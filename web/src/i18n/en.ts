import account from './en/account.json'
import admin from './en/admin.json'
import alchemy from './en/alchemy.json'
import artwork from './en/artwork.json'
import beyond from './en/beyond.json'
import clip from './en/clip.json'
import common from './en/common.json'
import entry from './en/entry.json'
import filter from './en/filter.json'
import home from './en/home.json'
import library from './en/library.json'
import map from './en/map.json'
import mixes from './en/mixes.json'
import path from './en/path.json'
import playlist from './en/playlist.json'
import problem from './en/problem.json'
import pwa from './en/pwa.json'
import radio from './en/radio.json'
import search from './en/search.json'
import seed from './en/seed.json'
import shared from './en/shared.json'
import sound from './en/sound.json'
import upload from './en/upload.json'
import wizard from './en/wizard.json'
import words from './en/words.json'

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
