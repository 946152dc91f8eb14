import * as contract from '@shouwen/contract/complaints'
import { type Route, serve } from '#platform/action'
import { findComplaintByNumber } from './find-by-number.ts'
import { listComplaints } from './list-complaints.ts'
import { listComplaintSources } from './list-sources.ts'
import { readComplaint } from './read-complaint.ts'
import { takeComplaint } from './take-complaint.ts'

export const routes: Route[] = [
  serve(contract.listComplaintSources, listComplaintSources),
  serve(contract.takeComplaint, takeComplaint),
  serve(contract.findComplaintByNumber, findComplaintByNumber),
  serve(contract.listComplaints, listComplaints),
  serve(contract.readComplaint, readComplaint)
]
