/** Does this person want to hear an offer? Off until they say so; kept in this browser. */
export const wantsRing = (): boolean => localStorage.getItem('chat.rings') === 'true'

/** Two short soft tones for an offered chat, made by the browser: nothing to load. Silent where sound is not allowed yet. */
export function ring(): void {
  try {
    const sound = new AudioContext()
    for (const [at, pitch] of [
      [0, 660],
      [0.16, 880]
    ] as const) {
      const tone = sound.createOscillator()
      const volume = sound.createGain()
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0, sound.currentTime + at)
      volume.gain.linearRampToValueAtTime(0.12, sound.currentTime + at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.3)
      tone.connect(volume).connect(sound.destination)
      tone.start(sound.currentTime + at)
      tone.stop(sound.currentTime + at + 0.32)
      if (at > 0) tone.onended = () => void sound.close()
    }
  } catch {
    // A computer without sound takes chats all the same.
  }
}
