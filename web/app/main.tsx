import 'antd/dist/reset.css'
import '#ui/foundation.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startPhrases } from '#lib/phrases.ts'
import { listenToKeys } from '#ui/shortcuts.ts'
import { UndoToasts } from '#ui/undo-toast.tsx'
import { AppearanceProvider, adoptTokens, antdLocaleOf, chosenLanguage } from './appearance.tsx'
import { client } from './query-client.ts'
import { router } from './routes.tsx'

adoptTokens()
listenToKeys()

const language = chosenLanguage()
const [firstLocale] = await Promise.all([antdLocaleOf(language), startPhrases(language)])
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <AppearanceProvider firstLocale={firstLocale}>
        <RouterProvider router={router} />
        <UndoToasts />
      </AppearanceProvider>
    </QueryClientProvider>
  </StrictMode>
)
