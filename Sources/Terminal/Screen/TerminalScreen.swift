/// A terminal's screen: what a program's output, read by ``VTParser``, has made of it.
///
/// It owns two grids of cells (the primary and the alternate screen), the scrollback, and the tables of
/// styles, clusters and links that cells name by number.
package struct TerminalScreen: ~Copyable {
    /// How large the screen is.
    package internal(set) var size: TerminalSize
    /// The modes in force.
    package internal(set) var modes = TerminalModes.initial
    /// The title the program set (OSC 0 and 2): untrusted text without control characters, at most 1,024 bytes.
    package internal(set) var title = ""
    /// The title of the program's icon (OSC 0 and 1), as untrusted as the other.
    package internal(set) var iconTitle = ""
    /// Where the shell said it is (OSC 7): untrusted.
    package internal(set) var directory: TerminalDirectory?
    /// How often the bell rang since the start.
    package internal(set) var bells = 0
    /// The exit status of the last command the shell told of (OSC 133 D), or `nil` before the first.
    package internal(set) var lastStatus: Int?
    /// The command that runs, as far as the shell told (OSC 133 C).
    package internal(set) var runningCommand: CommandRun?
    /// The last command that ended, as far as the shell told (OSC 133 C and D).
    package internal(set) var lastCommand: CommandRun?
    /// How the program wants keys told, and what can be told of them.
    package var keyboard = KeyboardSettings()
    /// The colours the program changed.
    package internal(set) var colors = ColorTable()
    /// Lines the view is scrolled back, 0 at the newest.
    package internal(set) var viewOffset = 0
    /// What may be answered and allowed.
    package var policy: TerminalPolicy

    var grid: Grid
    var otherGrid: Grid
    var history: History
    var tables = CellTables()

    var cursor = CursorState()
    var saved = CursorState()
    var otherSaved = CursorState()
    var shape = TerminalCursor.Shape.block
    var margins: Margins
    var tabs: TabStops
    var conformance = ConformanceLevel.vt420
    var protection = Protection.none
    /// DECSACE's parameter.
    var attributeExtent = 0
    var checksumRules: ChecksumRules = []
    var titles = TitleStack()
    var openNotice = OpenNotice()
    var renditions = RenditionStack()
    /// What XTSAVE put aside, by the modes' numbers.
    var savedModes: [Int: Bool] = [:]
    var lastPrinted: UInt32 = 0
    /// The cluster before the cursor ends in a joiner: the next emoji belongs to it.
    var joinsNext = false
    var penCells = PenCells()

    /// Where the shell's marks (OSC 133) say that a command line is being typed, and where the last command ran.
    var inputPlace: TerminalPosition?
    var lastMarks: CommandMarks?

    /// Answers to the program's questions, to be written to it.
    var replies: [UInt8] = []
    /// What the owner of the terminal is to be told of.
    var events = EventQueue()
    /// When what is being read came, in nanoseconds of the monotonic clock, if that is known.
    var time: UInt64?

    /// A frame (mode 2026) has just begun: the parser stops, so that what follows can be held back.
    var frameBegins = false

    /// How often the lines were laid out anew.
    var renewals = 0
    var scrolled = 0
    var damageTop = 0
    var damageBottom: Int

    /// A blank screen.
    package init(size: TerminalSize, policy: TerminalPolicy = TerminalPolicy()) {
        self.size = size
        self.policy = policy
        grid = Grid(columns: size.columns, rows: size.rows)
        otherGrid = Grid(columns: size.columns, rows: size.rows)
        history = History(lineLimit: policy.scrollbackLines, byteLimit: policy.scrollbackBytes)
        margins = Margins(columns: size.columns, rows: size.rows)
        damageBottom = size.rows - 1
        tabs = TabStops(columns: size.columns)
    }

    var columns: Int { grid.columns }
    var rows: Int { grid.rows }
}

/// What a terminal keeps, tells and allows.
package struct TerminalPolicy: Sendable {
    /// Lines of scrollback.
    package var scrollbackLines = 10_000
    /// Bytes the scrollback may take, in steps of 256 KB.
    package var scrollbackBytes = 64 << 20
    /// What happens when a program puts text on the clipboard.
    package var clipboard = ClipboardPolicy.ask
    /// Whether clearing the primary screen moves its text to the scrollback.
    package var keepsClearedText = true
    /// The program is a shell: modes that a program it ran left on end when its prompt is back.
    package var mendsModes = false
    /// The colours told to programs that ask (OSC 4, 5 and 10 to 19), and whether they are dark (DSR 996).
    package var colors = StandardColors()

    /// What suits an interactive shell.
    package init() {}
}
