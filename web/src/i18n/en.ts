import common from './en/common.json'
import entry from './en/entry.json'
import home from './en/home.json'
import library from './en/library.json'

/** A file an area; a word's key is its area's name and its own. */
export default { ...common, entry, home, library }
