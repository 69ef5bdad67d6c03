import Terminal

/// What is known of a pane besides its cells.
package struct ShellPane: Equatable, Sendable {
    /// What the program is and asks for.
    package var looks = PaneLooks()
    /// How it ended; `nil` while it runs.
    package var ending: PaneEnding?
    /// Whether the program may put text on the clipboard; `nil` before the operator was asked.
    package var mayCopy: Bool?
    /// How far it says it is; `nil` when it says nothing.
    package var progress: TerminalProgress?
    /// How many of its notices are told.
    package var notices = NoticeAllowance()
}

/// What the program of a pane calls itself and asks for.
package struct PaneLooks: Equatable, Sendable {
    /// The window title the program set; untrusted.
    package var title = ""
    /// The name of the program in front, `nil` when it is not known; untrusted.
    package var program: String?
    /// Lines between the window's bottom and the newest line.
    package var scroll = 0
    /// The program asked for the mouse.
    package var takesMouse = false
    /// The program asked for the mouse or, on the alternate screen, for the wheel as arrow keys.
    package var takesWheel = false
    /// The program asked to be told of the focus.
    package var takesFocus = false
    /// How often the bell rang since the start.
    package var bells = 0
    /// What it writes goes to a file as well.
    package var isRecorded = false
    /// The operator reads what was shown: keys, wheel and mouse are his.
    package private(set) var isCopying = false

    /// Takes the mouse from the program.
    package mutating func beginCopying() {
        isCopying = true
        takesMouse = false
        takesWheel = false
    }
}

/// How the program of a pane ended, or why it never began.
package enum PaneEnding: Equatable, Sendable {
    case exit(ProcessExit)
    /// It could not be started; a sentence.
    case notStarted(String)

    /// For the pane's last line.
    package var words: String {
        switch self {
        case .exit(.exited(code: 0)): "ended"
        case .exit(.exited(let code)): "ended with code \(code)"
        case .exit(.signalled(let signal)): "ended by signal \(signal)"
        case .exit(.unknown): "ended while no house was there, how is not known"
        case .notStarted(let sentence): sentence
        }
    }

    /// Nothing went wrong.
    package var isClean: Bool { self == .exit(.exited(code: 0)) }
}

/// What happens in a pane, besides its cells.
package enum ShellReport: Sendable, Equatable {
    /// New output.
    case changed
    case looks(PaneLooks)
    /// The program tells something, or wants to be allowed something.
    case told(TerminalEvent)
    case ended(PaneEnding)
}

/// The number of a pane; none is given twice while the shells live.
package struct PaneID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package static func < (one: PaneID, other: PaneID) -> Bool { one.number < other.number }

    package var description: String { "pane \(number)" }
}
