import * as contract from '@shouwen/contract/imports'
import { type Route, serve } from '#platform/action'
import { downloadImportFaults } from './import-faults.ts'
import {
  getImport,
  listImports,
  previewImport,
  resumeImport,
  startImport,
  stopImport,
  undoImport
} from './import-verbs.ts'

export const routes: Route[] = [
  serve(contract.previewImport, previewImport, { ownTransactions: true }),
  serve(contract.startImport, startImport),
  serve(contract.listImports, listImports),
  serve(contract.getImport, getImport),
  serve(contract.downloadImportFaults, downloadImportFaults),
  serve(contract.stopImport, stopImport),
  serve(contract.resumeImport, resumeImport),
  serve(contract.undoImport, undoImport)
]
