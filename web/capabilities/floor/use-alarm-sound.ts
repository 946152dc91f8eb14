import { useEffect, useRef } from 'react'
import { type Mark, newAlarms } from './board-alarms.ts'

/** Sounds once when a figure crosses its alarm; what is in alarm when the page opens has been seen already. */
export function useAlarmSound(marks: readonly Mark[], isMuted: boolean, isReady: boolean): void {
  const sounded = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!isReady) return
    const first = sounded.current === null
    const next = newAlarms(sounded.current ?? new Set(), marks)
    sounded.current = next.sounded
    if (!first && !isMuted && next.fresh.length > 0) alarmTone()
  }, [marks, isMuted, isReady])
}

/** Two falling tones made by the browser: nothing to load. Silent where sound is not allowed yet. */
export function alarmTone(): void {
  try {
    const sound = new AudioContext()
    for (const [at, pitch] of [
      [0, 740],
      [0.22, 520]
    ] as const) {
      const tone = sound.createOscillator()
      const volume = sound.createGain()
      tone.type = 'triangle'
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0, sound.currentTime + at)
      volume.gain.linearRampToValueAtTime(0.18, sound.currentTime + at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.4)
      tone.connect(volume).connect(sound.destination)
      tone.start(sound.currentTime + at)
      tone.stop(sound.currentTime + at + 0.42)
      if (at > 0) tone.onended = () => void sound.close()
    }
  } catch {
    // A screen without sound shows the mark all the same.
  }
}
