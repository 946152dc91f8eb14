/** A slow round of four chords, in hertz: made by the browser, so that nothing is loaded and nothing is owed to anybody. */
const chords = [
  [261.63, 329.63, 392.0, 493.88],
  [220.0, 261.63, 329.63, 392.0],
  [174.61, 220.0, 261.63, 329.63],
  [196.0, 246.94, 293.66, 349.23]
] as const
const NOTE_SECONDS = 0.45
const AHEAD_SECONDS = 1

/** Music while a customer waits. Silent where the browser allows no sound yet. */
export function openMusic() {
  let context: AudioContext | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let nextAt = 0
  let note = 0

  function pluck(at: number, pitch: number, volume: number): void {
    if (!context) return
    const tone = context.createOscillator()
    const gain = context.createGain()
    tone.type = 'triangle'
    tone.frequency.value = pitch
    gain.gain.setValueAtTime(0, at)
    gain.gain.linearRampToValueAtTime(volume, at + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.0005, at + 1.6)
    tone.connect(gain).connect(context.destination)
    tone.start(at)
    tone.stop(at + 1.7)
  }

  function fill(): void {
    if (!context) return
    nextAt = Math.max(nextAt, context.currentTime + 0.05)
    while (nextAt < context.currentTime + AHEAD_SECONDS) {
      const chord = chords[Math.floor(note / 8) % chords.length] as (typeof chords)[number]
      const step = note % 8
      pluck(nextAt, chord[[0, 1, 2, 3, 2, 1, 2, 3][step] as number] as number, 0.07)
      if (step === 0) pluck(nextAt, (chord[0] as number) / 2, 0.09)
      nextAt += NOTE_SECONDS
      note += 1
    }
  }

  function stop(): void {
    clearInterval(timer)
    timer = undefined
    void context?.close().catch(() => undefined)
    context = undefined
    nextAt = 0
  }

  return {
    play(isOn: boolean): void {
      if (!isOn) return stop()
      if (timer !== undefined) return
      try {
        context = new AudioContext()
        void context.resume().catch(() => undefined)
        timer = setInterval(fill, 300)
        fill()
      } catch {
        // A computer without sound waits in silence.
      }
    },
    isPlaying: () => timer !== undefined,
    close: stop
  }
}
