export type NoMicrophone = 'unsupported' | 'denied' | 'missing'

/** May this page use a microphone at all? Browsers allow it by https and on this very computer only; then a call is not offered. */
export const canCall = (): boolean => typeof RTCPeerConnection !== 'undefined' && navigator.mediaDevices?.getUserMedia !== undefined

/** The microphone, or why there is none. The browser asks the person the first time. */
export async function openMicrophone(): Promise<MediaStream | NoMicrophone> {
  if (!canCall()) return 'unsupported'
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } })
  } catch (error) {
    return (error as DOMException).name === 'NotAllowedError' ? 'denied' : 'missing'
  }
}
