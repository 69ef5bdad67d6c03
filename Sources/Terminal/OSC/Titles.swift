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

/// The titles that a program put aside (XTWINOPS 22 and 23): the newest ten, as in xterm.
struct TitleStack {
    /// Both titles: what was not put aside itself comes from the entry before.
    struct Entry {
        var title: String
        var icon: String
    }

    private static let limit = 10

    private var entries: [Entry] = []

    var last: Entry? { entries.last }

    mutating func push(_ entry: Entry) {
        if entries.count == Self.limit { entries.removeFirst() }
        entries.append(entry)
    }

    mutating func pop() -> Entry? {
        entries.popLast()
    }
}

extension TerminalScreen {
    /// Puts both titles (0), the icon's (1) or the window's (2) aside.
    mutating func pushTitle(_ which: Int) {
        guard which <= 2 else { return }
        let below = titles.last ?? TitleStack.Entry(title: title, icon: iconTitle)
        titles.push(
            TitleStack.Entry(
                title: which == 1 ? below.title : title, icon: which == 2 ? below.icon : iconTitle))
    }

    /// Takes both titles (0), the icon's (1) or the window's (2) back.
    mutating func popTitle(_ which: Int) {
        guard which <= 2, let entry = titles.pop() else { return }
        if which != 2 { iconTitle = entry.icon }
        guard which != 1 else { return }
        title = entry.title
        events.append(.title(title))
    }
}
