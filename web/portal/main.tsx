import './portal.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { declareFrame } from './frame.ts'
import { loadPhrases, Speaking } from './phrases.tsx'
import { adoptLook, currentSettings } from './settings.ts'

declareFrame()
adoptLook()
const first = await loadPhrases(currentSettings().language)
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <Speaking first={first}>
      <App />
    </Speaking>
  </StrictMode>
)
