import Settings

/// What only the screen can say of a configuration.
package struct ScreenJudge: Sendable {
    /// What is wrong with the theme of that name; `nil` for nothing.
    package var theme: @Sendable (String) -> String?
    /// What is wrong with the keys.
    package var keys: @Sendable (Configuration) -> [KeyFault]

    package init(
        theme: @escaping @Sendable (String) -> String?,
        keys: @escaping @Sendable (Configuration) -> [KeyFault] = { _ in [] }
    ) {
        self.theme = theme
        self.keys = keys
    }
}
