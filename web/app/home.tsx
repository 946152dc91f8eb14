import { Navigate } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useNavigation } from './navigation.ts'

/** `/` is the first workspace of the person's role. */
export function Home() {
  const { say } = usePhrases('app')
  const first = useNavigation()[0]
  if (first) return <Navigate to={first.to} replace />
  return (
    <EmptyState kind="locked" title={say('desk.empty')}>
      {say('desk.empty-text')}
    </EmptyState>
  )
}
