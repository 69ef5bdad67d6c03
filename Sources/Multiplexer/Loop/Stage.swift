import Glibc
import House
import Screen
import Settings
import Text

/// The display of the terminal that is attached, and the keys that come from it.
package struct Stage {
    package private(set) var settings: InterfaceSettings
    /// Where the terminfo entries go that terminals bring in folders of their own.
    private let terminals: TerminalDatabase?
    private var display: Display?
    private var decoder = KeyDecoder()
    private var lastRead = ContinuousClock.now
    private var theme = Theme.plain
    /// The theme in the colours of this terminal.
    private var ink = Ink(scheme: Scheme(.plain, depth: .monochrome))
    private var isWaiting = false
    private var hasNews = false
    /// What the visitor's environment tells of his terminal and desktop.
    package private(set) var environment: [String: String] = [:]

    package init(settings: InterfaceSettings, terminals: TerminalDatabase?) {
        self.settings = settings
        self.terminals = terminals
    }

    package var size: Size { display?.size ?? Size(width: 80, height: 24) }

    /// How many pixels a cell has, where the terminal tells.
    package var cellPixels: Size? { display?.cellPixels }

    /// A terminal gives no more bytes at once (N_TTY_BUF_SIZE).
    private static let most = 4_096
    /// How long a silence ends what only time can tell from a sequence: a lone escape, a paste.
    private static let silence = Duration.milliseconds(30)

    /// When that silence is over, while there is something to tell.
    package var keyDeadline: ContinuousClock.Instant? { decoder.isWaiting ? lastRead + Self.silence : nil }

    /// What to wait for before the next picture, while the terminal has not taken the last one.
    package var blockedDescriptor: Int32? { isWaiting ? display?.outputDescriptor : nil }

    package mutating func use(_ theme: Theme) {
        self.theme = theme
        mix()
    }

    /// Goes by other settings, from the next terminal on.
    mutating func use(_ settings: InterfaceSettings) {
        self.settings = settings
    }

    /// Takes over a visitor's terminal.
    package mutating func enter(_ visitor: Visitor) throws(ScreenError) {
        leave()
        var environment = visitor.environment
        environment["TERM"] = visitor.term
        let terminal = try TTYDescription(environment: environment, glyphs: glyphs, database: terminals)
        decoder = KeyDecoder()
        isWaiting = false
        self.environment = visitor.environment
        display = try Display(descriptor: visitor.output, terminal: terminal)
        mix()
    }

    private mutating func mix() {
        guard let display else { return }
        ink = Ink(scheme: Scheme(theme, depth: display.terminal.depth))
    }

    /// Gives the terminal back as it was.
    package mutating func leave() {
        display?.restore()
        display = nil
    }

    /// Lends the terminal to others until `resume()`.
    package func suspend() {
        display?.suspend()
    }

    /// Takes the terminal again, as large as it is now, and draws all anew.
    package mutating func resume() {
        display?.resume()
        takeSize()
    }

    /// Gives the terminal a text for its clipboard; `false` when it cannot take it.
    package func copy(_ text: String) -> Bool {
        display?.copy(text, throughScreen: ClipboardRoute(environment) == .screen) ?? false
    }

    /// Takes the size the terminal has now.
    package mutating func takeSize() {
        guard let display else { return }
        display.resize(to: display.terminalSize)
    }

    /// How many colours the terminal shows; `nil` without one.
    package var depth: ColorDepth? { display?.terminal.depth }

    /// What to say where another type's entry stands in for the terminal's own; `nil` where none does.
    package var substitution: String? {
        guard let terminal = display?.terminal, let substitute = terminal.substitute else { return nil }
        return "This system knows no terminal \(Untrusted(terminal.type).line); it is drawn as \(substitute)."
    }

    /// Has the next picture drawn from an empty screen.
    package func redraw() {
        display?.redraw()
    }

    package mutating func resize(to size: Size) {
        display?.resize(to: size)
    }

    /// Reads what was typed from a descriptor that poll(2) found readable; without one, a silence ends a lone escape and a
    /// paste.
    ///
    /// What the terminal answers is taken note of and handed on to nobody.
    package mutating func read(_ descriptor: Int32?) -> [Input] {
        guard let descriptor else {
            guard let keyDeadline, keyDeadline <= .now else { return [] }
            return decoder.flush()
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.most) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        guard !bytes.isEmpty else { return [] }
        lastRead = .now
        return decoder.feed(bytes[...]).filter { input in
            guard case .answer(let answer) = input.kind else { return true }
            if display?.learn(answer) == true {
                hasNews = true
                mix()
            }
            return false
        }
    }

    /// What the terminal has said of itself.
    package var outer: OuterTerminal? { display?.outer }

    /// Whether the terminal has said since the last call what is drawn otherwise now.
    package mutating func takeNews() -> Bool {
        defer { hasNews = false }
        return hasNews
    }

    /// Whether the terminal tells when keys are let go of.
    package var tellsReleases: Bool { display?.tellsReleases ?? false }

    /// Asks the terminal for keys as the program wants them that has the focus.
    package func wantKeys(_ detail: KeyDetail) {
        display?.wantKeys(detail)
    }

    /// Asks the terminal for what the program wishes that has the keys.
    package func want(_ wishes: ProgramWishes) {
        display?.want(wishes)
    }

    /// Rings the terminal's bell.
    package func ring() {
        display?.ring()
    }

    /// Has the terminal tell the user something.
    package func notify(_ title: String, _ text: String) {
        display?.notify(title, text)
    }

    /// Whether the terminal has taken everything it was given.
    package var isReady: Bool {
        mutating get {
            guard let display, isWaiting else { return display != nil }
            isWaiting = display.drain() == .waiting
            return !isWaiting
        }
    }

    /// Draws and shows a picture, and only the given rows of it where no other is new since the last one.
    package mutating func present(_ draw: (Ink, GlyphSet) -> (frame: Frame, rows: [Int]?)) {
        guard let display else { return }
        let picture = draw(ink, display.terminal.glyphs)
        isWaiting = display.present(picture.frame, rows: picture.rows) == .waiting
    }

    private var glyphs: GlyphSet? {
        switch settings.glyphs {
        case .auto: nil
        case .rich: .rich
        case .plain: .console
        case .ascii: .ascii
        }
    }
}

extension Moment {
    /// The present, read from both clocks.
    package static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(instant: .now, epoch: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }
}
