import * as account from '@shouwen/contract/account'
import * as security from '@shouwen/contract/account-security'
import { listAudit as listAuditOperation } from '@shouwen/contract/audit'
import * as contract from '@shouwen/contract/people'
import * as units from '@shouwen/contract/units'
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
import { readSampleCustomer } from './read-sample-customer.ts'
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
  serve(account.readSampleCustomer, readSampleCustomer),
  serve(account.passSecondFactor, passSecondFactor, ownTransactions),
  serve(account.signOut, signOut),
  serve(account.getSession, getSession),
  serve(account.getPasswordPolicy, getPasswordPolicy),
  serve(account.changePassword, changePassword, ownTransactions),
  serve(security.startTotp, startTotp, secretAnswer),
  serve(security.confirmTotp, confirmTotp, ownTransactions),
  serve(security.disableTotp, disableTotp, ownTransactions),
  serve(security.renewRecoveryCodes, renewMyRecoveryCodes, ownTransactions),
  serve(security.listMySessions, listMySessions),
  serve(security.revokeMySession, revokeMySession),
  serve(security.revokeOtherSessions, revokeOtherSessions),
  serve(account.getMyProfile, getMyProfile),
  serve(account.updateMyProfile, updateMyProfile),
  serve(security.listMyTokens, listMyTokens),
  serve(security.createMyToken, createMyToken, secretAnswer),
  serve(security.revokeMyToken, revokeMyToken),
  serve(units.listUnits, listUnits),
  serve(units.createUnit, createUnit),
  serve(units.updateUnit, updateUnit),
  serve(units.moveUnit, moveUnit),
  serve(units.deactivateUnit, deactivateUnit),
  serve(units.reactivateUnit, reactivateUnit),
  serve(units.listRoles, listRoles),
  serve(units.listSkills, listSkills),
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
