/** The two frequencies of a key, in hertz (ITU-T Q.23). */
const low = { 1: 697, 2: 697, 3: 697, 4: 770, 5: 770, 6: 770, 7: 852, 8: 852, 9: 852, '*': 941, 0: 941, '#': 941 } as const
const high = { 1: 1209, 4: 1209, 7: 1209, '*': 1209, 2: 1336, 5: 1336, 8: 1336, 0: 1336, 3: 1477, 6: 1477, 9: 1477, '#': 1477 } as const
export type Key = keyof typeof low

export const keypad: readonly Key[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'].map((key) => key as unknown as Key)

/** What is heard when a key is pressed. */
export function keyTone(key: Key): void {
  play([low[key], high[key]], [[0, 0.12]])
}

/** A telephone that rings: once, two short calls. */
export function phoneRing(): void {
  play([440, 480], [
    [0, 0.35],
    [0.5, 0.35]
  ])
}

function play(pitches: readonly number[], bursts: readonly (readonly [at: number, seconds: number])[]): void {
  try {
    const context = new AudioContext()
    const gain = context.createGain()
    gain.gain.value = 0.08
    gain.connect(context.destination)
    const all = bursts.flatMap(([at, seconds]) =>
      pitches.map((pitch) => {
        const tone = context.createOscillator()
        tone.frequency.value = pitch
        tone.connect(gain)
        tone.start(context.currentTime + at)
        tone.stop(context.currentTime + at + seconds)
        return tone
      })
    )
    const last = all.at(-1)
    if (last) last.onended = () => void context.close()
  } catch {
    // Without sound the screen says it.
  }
}
