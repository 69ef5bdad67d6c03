/// OSC 0 to 2: the window's title and its icon's.
extension TerminalScreen {
    /// How long a title may be, in bytes.
    static var titleLimit: Int { 1_024 }

    mutating func setTitle(_ value: ArraySlice<UInt8>) {
        title = UntrustedText.line(value, limit: Self.titleLimit)
        events.append(.title(title))
    }

    mutating func setIconTitle(_ value: ArraySlice<UInt8>) {
        iconTitle = UntrustedText.line(value, limit: Self.titleLimit)
    }
}
