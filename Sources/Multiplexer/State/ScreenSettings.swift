import Screen
import Settings

/// What the operator may decide of the screen and of the shell.
package struct ScreenSettings: Sendable, Hashable {
    package var ui: InterfaceSettings
    package var shell: ShellSettings
    package var keys: KeySettings

    package init(ui: InterfaceSettings, shell: ShellSettings, keys: KeySettings = KeySettings()) {
        self.ui = ui
        self.shell = shell
        self.keys = keys
    }
}

extension AppState {
    /// Goes by changed settings; what was not changed in them stays as it was chosen by a key.
    package mutating func use(_ settings: ScreenSettings, were before: ScreenSettings) -> [Effect] {
        var effects = [Effect.screen(.useSettings(settings))]
        if settings.ui.mode != before.ui.mode {
            mode = VisualMode(rawValue: settings.ui.mode.rawValue) ?? mode
        }
        if settings.ui.prefix != before.ui.prefix {
            prefix = settings.ui.prefix
            shell.prefix = nil
        }
        if settings.keys != before.keys || settings.ui.prefix != before.ui.prefix { bind(settings.keys) }
        if settings.ui.theme != before.ui.theme {
            theme = settings.ui.theme
            if !themes.contains(theme) { themes = (themes + [theme]).sorted() }
            effects.append(.screen(.useTheme(theme)))
        }
        return effects
    }
}
