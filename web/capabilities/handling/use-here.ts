import { useState } from 'react'

type Where = { latitude: number; longitude: number }

/** Where this device stands, asked for by a press only; nothing when it does not say. */
export function useHere(): { where: Where | undefined; isLooking: boolean; look: () => void } {
  const [where, setWhere] = useState<Where>()
  const [isLooking, setLooking] = useState(false)
  const look = () => {
    setLooking(true)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setWhere({ latitude: coords.latitude, longitude: coords.longitude })
        setLooking(false)
      },
      () => setLooking(false),
      { maximumAge: 60_000, timeout: 8000 }
    )
  }
  return { where, isLooking, look }
}
