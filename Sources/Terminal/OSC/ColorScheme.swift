/// Whether the colours are dark or light, for programs that dress for it
/// (https://contour-terminal.org/vt-extensions/color-palette-update-notifications/).
extension TerminalScreen {
    /// Takes the colours of another theme; told when mode 2031 is set.
    mutating func use(_ colors: StandardColors) {
        guard colors != policy.colors else { return }
        policy.colors = colors
        if modes.contains(.colorSchemeReports) { reportColorScheme() }
    }

    /// DSR 996's answer.
    mutating func reportColorScheme() {
        reply("\u{1b}[?997;\(policy.colors.background.isDark ? 1 : 2)n")
    }
}
