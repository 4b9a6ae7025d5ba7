import common from './fr/common.json'
import entry from './fr/entry.json'
import home from './fr/home.json'
import library from './fr/library.json'

/** A file an area; a word's key is its area's name and its own. */
export default { ...common, entry, home, library }
