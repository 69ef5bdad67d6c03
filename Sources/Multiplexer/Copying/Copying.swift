import Text

extension AppState {
    /// Copies a text as what is chosen in the shell is copied: it is kept, and given to the clipboard.
    ///
    /// What would do something in a terminal, or not be seen there, is made visible.
    package mutating func copy(_ text: String) -> [Effect] {
        let text = Untrusted(text).block
        guard !text.isEmpty else {
            announce("There is nothing to copy.", .warning)
            return []
        }
        return [.screen(.copyToClipboard(buffers.add(text)))]
    }
}
