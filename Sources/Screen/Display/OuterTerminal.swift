import Text

/// What the terminal in front has said of itself, asked in one round when it is taken over.
///
/// TERM crosses an ssh connection and little else does: xterm-256color may be any of twenty programs. Nothing waits
/// for the answers; they are taken as they come, and the answer to DA1, which every terminal gives, closes the round.
package struct OuterTerminal: Hashable, Sendable {
    /// Its name and version, such as `WezTerm 20240203`; untrusted.
    package private(set) var version: String?
    /// Whether it keeps a 24-bit colour as it was set.
    private(set) var keepsTrueColor = false
    /// The private modes it knows, set or not.
    private(set) var modes: Set<Int> = []
    package private(set) var foreground: RGB?
    package private(set) var background: RGB?
    package private(set) var cursor: RGB?
    /// Whether it draws sixel, and pictures of kitty's protocol.
    package private(set) var hasSixel = false
    package private(set) var hasKittyGraphics = false
    /// Whether the round is over.
    private(set) var isComplete = false

    /// Asks for its colours: the answer to OSC 996 says only that they have changed.
    static let colorQuestions = "\u{1B}]10;?\u{1B}\\\u{1B}]11;?\u{1B}\\\u{1B}]12;?\u{1B}\\"

    /// Modes worth knowing of: updates at once, clusters of graphemes, notices of other colours.
    private static let modes = [2026, 2027, 2031]

    /// All questions, to be sent before the screen is cleared, so that what an old terminal prints of them goes with it.
    ///
    /// Multiplexers are not asked what they would answer of themselves instead of the terminal behind them, and tmux would
    /// take an APC for a title.
    static func questions(throughMultiplexer: Bool) -> String {
        let modes = modes.map { "\u{1B}[?\($0)$p" }.joined()
        // A colour that no palette has: who answers it back has kept it.
        let color = "\u{1B}[48:2::1:2:3m\u{1B}P$qm\u{1B}\\\u{1B}[m"
        let picture = "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\"
        let own = throughMultiplexer ? "" : color + picture
        return modes + own + colorQuestions + "\u{1B}[>0q" + "\u{1B}[c"
    }

    /// Takes an answer in.
    mutating func learn(_ answer: TerminalAnswer) {
        switch answer {
        case .keyboard, .scheme: break
        case .mode(let mode, let state):
            // 4 is a mode that can never be set.
            if (1...3).contains(state) { modes.insert(mode) }
        case .color(10, let color): foreground = color
        case .color(11, let color): background = color
        case .color(_, let color): cursor = color
        case .rendition(let parameters):
            let fields = parameters.split(separator: ";").map(String.init)
            let forms = ["48:2::1:2:3", "48:2:1:2:3"]
            keepsTrueColor = forms.contains { fields.contains($0) } || parameters.hasSuffix("48;2;1;2;3")
        case .version(let text): version = Untrusted(text[...]).line
        case .graphics(let has): hasKittyGraphics = has
        case .attributes(let numbers):
            hasSixel = numbers.dropFirst().contains(4)
            isComplete = true
        }
    }
}
