import { Navigate } from '@tanstack/react-router'

/** The address of signing in, for somebody who is signed in already. */
export function SignedIn() {
  return <Navigate to="/" replace />
}
