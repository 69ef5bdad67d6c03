import Screen

/// What of a card was read so far, which button is chosen, and whether it listens.
package struct CardReading: Sendable {
    package var attention: Attention?
    package var isAside = false
    package private(set) var choice = CardChoice()
    /// The first row that is shown.
    package var scroll = 0
    /// A yes was tried that cannot count yet.
    package private(set) var wasRefused = false
    /// The rows that were on the screen, from the top, at this many columns.
    private var seen = (rows: 0, width: 0)

    package init() {}

    /// What a key comes to.
    package enum Verdict {
        case yes
        case no
        /// It moved something, or the question stays open.
        case open
        /// It means nothing here and was meant for something else.
        case stray
    }

    /// Takes a key for a card that stands like this on the screen.
    package mutating func handle(_ input: Input, _ layout: CardLayout, in state: AppState) -> Verdict {
        note(layout, in: state)
        guard let key = input.key else { return stray() }
        if move(key, layout) { return .open }
        guard !choice.wouldSayYes(to: key) || mayApprove(layout, in: state) else {
            choice = CardChoice()
            wasRefused = true
            return .open
        }
        // Enter after a yes that did not count is no no.
        if wasRefused, key == .enter { return .open }
        wasRefused = false
        return choice.press(key, at: state.now.instant, care: layout.sheet.care)
    }

    /// Notes what is on the screen; what was jumped over stays unread.
    package mutating func note(_ layout: CardLayout, in state: AppState) {
        guard state.isPictureOut else { return }
        if seen.width != layout.textWidth { seen = (0, layout.textWidth) }
        let first = layout.first(scroll)
        if first <= seen.rows { seen.rows = max(seen.rows, first + layout.room) }
    }

    /// Whether all of it was on the screen, and is now as far as it must be.
    package func mayApprove(_ layout: CardLayout, in state: AppState) -> Bool {
        state.isPictureOut && !layout.isTooSmall && isRead(layout)
    }

    /// Whether every row was on the screen, the present picture included.
    package func isRead(_ layout: CardLayout) -> Bool {
        let first = layout.first(scroll)
        let known = seen.width == layout.textWidth ? seen.rows : 0
        return (first <= known ? max(known, first + layout.room) : known) >= layout.rows.count
    }

    package mutating func stray() -> Verdict {
        choice = CardChoice()
        return .stray
    }

    /// Scrolls; `false` for a key that does not.
    package mutating func move(_ key: Key, _ layout: CardLayout) -> Bool {
        let page = max(1, layout.room - 1)
        let steps: [Key: Int] = [.up: -1, .down: 1, .pageUp: -page, .pageDown: page]
        let now = layout.first(scroll)
        switch key {
        case .home: scroll = 0
        case .end: scroll = layout.lastScroll
        default:
            guard let step = steps[key] else { return false }
            scroll = min(max(0, now + step), layout.lastScroll)
        }
        return true
    }
}

/// The choice between two buttons, no first.
package struct CardChoice: Sendable {
    /// How many keys a yes takes.
    package enum Care: Sendable {
        /// `y`
        case oneKey
        /// Two different ones: `y` or an arrow, and then Enter.
        case twoKeys
    }

    /// Whether yes is the one that Enter presses.
    package private(set) var isYes = false
    private var chosen: ContinuousClock.Instant?

    /// Less lies between two keys of one burst, such as a paste without marks or what a slow line held back.
    private static let shortest = Duration.milliseconds(50)

    /// Whether the key leads to a yes.
    package func wouldSayYes(to key: Key) -> Bool {
        switch key {
        case "y", "Y": true
        case .left, .right: !isYes
        case .enter: isYes
        default: false
        }
    }

    package mutating func press(_ key: Key, at now: ContinuousClock.Instant, care: Care)
        -> CardReading.Verdict
    {
        switch key {
        case "n", "N", .escape: return .no
        case .left, .right:
            isYes.toggle()
            chosen = now
            return .open
        case "y", "Y":
            if care == .oneKey { return .yes }
            if isYes { break }
            (isYes, chosen) = (true, now)
            return .open
        case .enter:
            guard isYes, let chosen else { return .no }
            if now - chosen >= Self.shortest { return .yes }
        default: break
        }
        self = CardChoice()
        return .stray
    }
}
