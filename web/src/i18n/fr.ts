import common from './fr/common.json'
import entry from './fr/entry.json'

/** A file an area; a word's key is its area's name and its own. */
export default { ...common, entry }
