/** Endings of what lies beside music, and is not worth sending. */
const BESIDE =
  /\.(jpe?g|png|gif|webp|bmp|txt|nfo|log|cue|m3u8?|pls|xspf|pdf|lrc|html?|url|ini|db|sfv|md5|accurip|zip|rar)$/i

/** Whether a file of a folder may be music; the server says for sure. */
export function mayBeMusic(name: string): boolean {
  return !name.startsWith('.') && !BESIDE.test(name)
}

/** The files that were dropped, those of folders included, at any depth. */
export async function droppedFiles(dropped: DataTransfer): Promise<File[]> {
  // asked for at once: the list is emptied as soon as the event is over
  const entries = [...dropped.items].map((item) => item.webkitGetAsEntry())
  const files = await Promise.all(entries.map((entry) => (entry ? filesIn(entry, true) : [])))
  return files.flat()
}

async function filesIn(entry: FileSystemEntry, top = false): Promise<File[]> {
  if (isFile(entry)) {
    if (!top && !mayBeMusic(entry.name)) return []
    return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const files: File[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return files
    for (const one of some) files.push(...(await filesIn(one)))
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}
