/** Why there is no recording: the page is not served safely, nobody allowed it, nothing to record with. */
export type Refusal = 'insecure' | 'unsupported' | 'denied' | 'none'

/** The least that anything can be told of, in seconds. */
export const LEAST = 5

const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Why this browser cannot record here; null if it can. */
export function refusalHere(): Refusal | null {
  if (!window.isSecureContext) return 'insecure'
  return navigator.mediaDevices && 'MediaRecorder' in window ? null : 'unsupported'
}

export function refusalOf(fault: unknown): Refusal {
  const name = fault instanceof DOMException ? fault.name : ''
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'denied' : 'none'
}

/** How loud a buffer of samples (-1 … 1) is, 0 … 1 over 60 dB. */
export function levelOf(samples: Float32Array): number {
  let power = 0
  for (const sample of samples) power += sample * sample
  const decibels = 10 * Math.log10(power / Math.max(1, samples.length) + 1e-12)
  return Math.max(0, Math.min(1, 1 + decibels / 60))
}

/** One recording off the microphone; nothing of the room is kept beyond it. */
export class Recording {
  private readonly chunks: Blob[] = []
  private readonly samples: Float32Array<ArrayBuffer>
  private readonly recorder: MediaRecorder
  private readonly ended: Promise<Blob>
  private readonly begun: Promise<void>

  /** May raise what `getUserMedia` raises. */
  static async begin(): Promise<Recording> {
    // what calls are made clearer by makes music unlike itself
    const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
    const stream = await navigator.mediaDevices.getUserMedia({ audio })
    try {
      const recording = new Recording(stream)
      await recording.begun
      return recording
    } catch (fault) {
      letGo(stream)
      throw fault
    }
  }

  private readonly context = new AudioContext()
  private readonly analyser = this.context.createAnalyser()

  private constructor(private readonly stream: MediaStream) {
    this.analyser.fftSize = 1024
    this.samples = new Float32Array(this.analyser.fftSize)
    this.context.createMediaStreamSource(stream).connect(this.analyser)
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind))
    this.recorder = new MediaRecorder(stream, mimeType ? { mimeType } : {})
    this.recorder.ondataavailable = ({ data }) => this.chunks.push(data)
    this.ended = new Promise((resolve) => {
      this.recorder.onstop = () => resolve(new Blob(this.chunks, { type: this.recorder.mimeType }))
    })
    this.begun = new Promise((resolve) => {
      this.recorder.onstart = () => resolve()
    })
    this.recorder.start()
  }

  get level(): number {
    this.analyser.getFloatTimeDomainData(this.samples)
    return levelOf(this.samples)
  }

  /** Ends it, and lets go of the microphone. */
  async stop(): Promise<Blob> {
    if (this.recorder.state !== 'inactive') this.recorder.stop()
    const clip = await this.ended
    letGo(this.stream)
    await this.context.close()
    return clip
  }
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
