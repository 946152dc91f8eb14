import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'

/** The way back to the board. */
export function FloorTrail() {
  const { say } = usePhrases('floor')
  return <Link to="/floor">← {say('title')}</Link>
}
