/// A terminal's screen: what a program's output, read by ``VTParser``, has made of it.
///
/// It owns the cells of the screen that is shown and of the hidden one, the scrollback, the tables of what cells name by
/// number, and parts that know their own rules: cursor and pen, margins, damage, titles, the shell's marks and others.
package struct TerminalScreen: ~Copyable {
    /// How large the screen is.
    package internal(set) var size: TerminalSize
    /// What may be answered and allowed.
    package var policy: TerminalPolicy

    // What is on it.
    var grid: Grid
    var hidden: HiddenScreen
    var history: History
    var tables = CellTables()
    var damage: Damage
    /// How often the lines were laid out anew.
    var renewals = 0

    // Where and how the next character is written.
    var cursor = CursorState()
    /// Where DECRC leads on the screen that is shown.
    var saved = CursorState()
    var shape = TerminalCursor.Shape.block
    var penCells = PenCells()
    var protection = Protection.none
    var printed = LastPrinted()
    var margins: Margins
    var tabs: TabStops

    // What the program has set.
    /// The modes in force.
    package internal(set) var modes = TerminalModes.initial
    /// What XTSAVE put aside, by the modes' numbers.
    var savedModes: [Int: Bool] = [:]
    var conformance = ConformanceLevel.vt420
    var rectangles = RectangleSettings()
    var renditions = RenditionStack()
    /// How the program wants keys told, and what can be told of them.
    package var keyboard = KeyboardSettings()
    /// The colours the program changed.
    package internal(set) var colors = ColorTable()
    var titles = Titles()

    // What is told of program and shell.
    /// Where the shell said it is (OSC 7): untrusted.
    package internal(set) var directory: TerminalDirectory?
    var shell = ShellMarks()
    var openNotice = OpenNotice()
    /// What the owner of the terminal is to be told of.
    var events = EventQueue()
    var replies = Replies()

    // What passes between it and whoever has it read.
    /// When what is being read came, in nanoseconds of the monotonic clock, if that is known.
    var time: UInt64?
    /// A frame (mode 2026) has just begun: the parser stops, so that what follows can be held back.
    var frameBegins = false

    /// A blank screen.
    package init(size: TerminalSize, policy: TerminalPolicy = TerminalPolicy()) {
        self.size = size
        self.policy = policy
        grid = Grid(columns: size.columns, rows: size.rows)
        hidden = HiddenScreen(size: size)
        history = History(lineLimit: policy.scrollbackLines, byteLimit: policy.scrollbackBytes)
        margins = Margins(columns: size.columns, rows: size.rows)
        damage = Damage(rows: size.rows)
        tabs = TabStops(columns: size.columns)
    }

    /// How often the bell rang since the start.
    package var bells: Int { events.bells }

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
