export {
  type PasswordOwner,
  type PasswordRules,
  type PlainPasswordFault,
  plainPasswordFaults
} from './plain-password-faults.ts'
