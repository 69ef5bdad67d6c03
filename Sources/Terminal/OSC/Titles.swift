/// The titles a program gave its window and its icon (OSC 0 to 2), and those it put aside (XTWINOPS 22 and 23).
///
/// Untrusted text without control characters, at most 1,024 bytes each.
struct Titles {
    private(set) var window = ""
    private(set) var icon = ""
    /// Both titles each time: what was not put aside itself comes from the entry before.
    private var aside: [(window: String, icon: String)] = []

    /// How long a title may be, in bytes.
    private static let limit = 1_024
    /// How many are kept aside, the newest ones, as in xterm.
    private static let asideLimit = 10

    mutating func setWindow(_ value: ArraySlice<UInt8>) {
        window = UntrustedText.line(value, limit: Self.limit)
    }

    mutating func setIcon(_ value: ArraySlice<UInt8>) {
        icon = UntrustedText.line(value, limit: Self.limit)
    }

    /// Puts both titles (0), the icon's (1) or the window's (2) aside.
    mutating func push(_ which: Int) {
        guard which <= 2 else { return }
        let below = aside.last ?? (window, icon)
        if aside.count == Self.asideLimit { aside.removeFirst() }
        aside.append((which == 1 ? below.window : window, which == 2 ? below.icon : icon))
    }

    /// Takes both titles (0), the icon's (1) or the window's (2) back; whether the window's was among them.
    mutating func pop(_ which: Int) -> Bool {
        guard which <= 2, let former = aside.popLast() else { return false }
        if which != 2 { icon = former.icon }
        if which != 1 { window = former.window }
        return which != 1
    }
}

extension TerminalScreen {
    /// The title the program set (OSC 0 and 2): untrusted text without control characters, at most 1,024 bytes.
    package var title: String { titles.window }

    /// The title of the program's icon (OSC 0 and 1), as untrusted as the other.
    package var iconTitle: String { titles.icon }

    /// OSC 0 and 2.
    mutating func setTitle(_ value: ArraySlice<UInt8>) {
        titles.setWindow(value)
        events.append(.title(title))
    }

    /// XTWINOPS 23.
    mutating func popTitle(_ which: Int) {
        if titles.pop(which) { events.append(.title(title)) }
    }
}
