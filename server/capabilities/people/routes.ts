import * as account from '@shouwen/contract/account'
import { listAudit as listAuditOperation } from '@shouwen/contract/audit'
import * as contract from '@shouwen/contract/people'
import { type Route, serve } from '#platform/action'
import { changePassword } from './change-password.ts'
import { createStaff } from './create-staff.ts'
import { createUnit } from './create-unit.ts'
import { deactivateStaff, reactivateStaff } from './deactivate-staff.ts'
import { deactivateUnit, reactivateUnit } from './deactivate-unit.ts'
import { getPasswordPolicy } from './get-password-policy.ts'
import { getSession } from './get-session.ts'
import { getStaff } from './get-staff.ts'
import { listAudit } from './list-audit.ts'
import { listRoles, listSkills } from './list-roles.ts'
import { listStaff } from './list-staff.ts'
import { listUnits } from './list-units.ts'
import { moveUnit } from './move-unit.ts'
import { getMyProfile, updateMyProfile } from './my-profile.ts'
import { listMySessions, revokeMySession, revokeOtherSessions } from './my-sessions.ts'
import { createMyToken, listMyTokens, revokeMyToken } from './my-tokens.ts'
import { passSecondFactor } from './pass-second-factor.ts'
import { readSampleAccounts } from './read-sample-accounts.ts'
import { resetPassword, resetSecondFactor, signOutStaff } from './reset-access.ts'
import { setStaffRoles } from './set-staff-roles.ts'
import { setStaffSkills } from './set-staff-skills.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { confirmTotp, startTotp } from './totp-enrolment.ts'
import { disableTotp, renewMyRecoveryCodes } from './totp-renewal.ts'
import { updateStaff } from './update-staff.ts'
import { updateUnit } from './update-unit.ts'

const ownTransactions = { ownTransactions: true }
const secretAnswer = { secretAnswer: true }

export const routes: Route[] = [
  serve(account.signIn, signIn, ownTransactions),
  serve(account.readSampleAccounts, readSampleAccounts),
  serve(account.passSecondFactor, passSecondFactor, ownTransactions),
  serve(account.signOut, signOut),
  serve(account.getSession, getSession),
  serve(account.getPasswordPolicy, getPasswordPolicy),
  serve(account.changePassword, changePassword, ownTransactions),
  serve(account.startTotp, startTotp, secretAnswer),
  serve(account.confirmTotp, confirmTotp, ownTransactions),
  serve(account.disableTotp, disableTotp, ownTransactions),
  serve(account.renewRecoveryCodes, renewMyRecoveryCodes, ownTransactions),
  serve(account.listMySessions, listMySessions),
  serve(account.revokeMySession, revokeMySession),
  serve(account.revokeOtherSessions, revokeOtherSessions),
  serve(account.getMyProfile, getMyProfile),
  serve(account.updateMyProfile, updateMyProfile),
  serve(account.listMyTokens, listMyTokens),
  serve(account.createMyToken, createMyToken, secretAnswer),
  serve(account.revokeMyToken, revokeMyToken),
  serve(contract.listUnits, listUnits),
  serve(contract.createUnit, createUnit),
  serve(contract.updateUnit, updateUnit),
  serve(contract.moveUnit, moveUnit),
  serve(contract.deactivateUnit, deactivateUnit),
  serve(contract.reactivateUnit, reactivateUnit),
  serve(contract.listRoles, listRoles),
  serve(contract.listSkills, listSkills),
  serve(contract.listStaff, listStaff),
  serve(contract.getStaff, getStaff),
  serve(contract.createStaff, createStaff, secretAnswer),
  serve(contract.updateStaff, updateStaff),
  serve(contract.deactivateStaff, deactivateStaff),
  serve(contract.reactivateStaff, reactivateStaff),
  serve(contract.setStaffRoles, setStaffRoles),
  serve(contract.setStaffSkills, setStaffSkills),
  serve(contract.resetPassword, resetPassword, secretAnswer),
  serve(contract.resetSecondFactor, resetSecondFactor),
  serve(contract.signOutStaff, signOutStaff),
  serve(listAuditOperation, listAudit)
]
