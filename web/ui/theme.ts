import { type ThemeConfig, theme as antdTheme } from 'antd'
import { fontFamily, monoFamily, themes, type ThemeName } from './tokens.ts'

/** antd dressed in our tokens. Descriptions and third-level text are darker than antd's own, which fail AA. */
export function antdThemeOf(name: ThemeName): ThemeConfig {
  const tokens = themes[name]
  return {
    algorithm: name === 'dark' ? antdTheme.darkAlgorithm : antdTheme.defaultAlgorithm,
    cssVar: { key: 'shouwen' },
    hashed: false,
    token: {
      fontFamily,
      fontFamilyCode: monoFamily,
      fontSize: 13,
      borderRadius: 6,
      controlHeight: 30,
      controlHeightSM: 28,
      wireframe: false,
      colorPrimary: tokens.accent,
      colorInfo: tokens.info,
      colorSuccess: tokens.kept,
      colorWarning: tokens.risk,
      colorError: tokens.broken,
      colorLink: tokens.accent,
      colorLinkHover: tokens.accentHover,
      colorTextBase: tokens.text,
      colorBgBase: tokens.surface,
      colorBgLayout: tokens.ground,
      colorBgContainer: tokens.surface,
      colorBgElevated: tokens.raised,
      colorBorder: tokens.borderStrong,
      colorBorderSecondary: tokens.border,
      colorText: tokens.text,
      colorTextSecondary: tokens.text2,
      colorTextTertiary: tokens.text3,
      colorTextDescription: tokens.text3,
      colorTextPlaceholder: tokens.text3,
      colorTextDisabled: tokens.text3,
      colorTextLightSolid: tokens.onAccent,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.18s'
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Tooltip: { colorBgSpotlight: name === 'dark' ? '#3a444b' : '#20282d', colorTextLightSolid: '#ffffff' },
      Segmented: { trackBg: tokens.sunken, itemSelectedBg: tokens.surface },
      Table: { headerBg: tokens.ground, cellPaddingBlock: 8 },
      Select: { optionSelectedBg: tokens.selected }
    }
  }
}
