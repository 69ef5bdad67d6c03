import Text

/// A command as the shell told of it (OSC 133).
package struct CommandRun: Hashable, Sendable {
    /// What the user typed, where the shell told it: untrusted, at most 4,096 bytes.
    package internal(set) var line: String?
    /// When its output began, in nanoseconds of the monotonic clock; `nil` when nobody told.
    package internal(set) var began: UInt64?
    /// When it ended; `nil` while it runs, or when nobody told.
    package internal(set) var ended: UInt64?
    /// Its exit status; `nil` while it runs, or when the shell did not say.
    package internal(set) var status: Int?

    /// How long it ran, in nanoseconds, once it ended.
    package var duration: UInt64? {
        guard let began, let ended, ended >= began else { return nil }
        return ended - began
    }
}

/// OSC 133: where prompts, input and output begin, and how commands end.
///
/// Sources: https://gitlab.freedesktop.org/Per_Bothner/specifications/blob/master/proposals/semantic-prompts.md, and
/// for the command's line https://sw.kovidgoyal.net/kitty/shell-integration/. A mark never moves the cursor: no
/// terminal programs are written for does.
extension TerminalScreen {
    /// A mark: `A`, then options `key=value` or an exit status.
    mutating func mark(_ command: OperatingSystemCommand.Argument) {
        let fields = command.fields(limit: 32)
        guard fields[0].count == 1, let kind = fields[0].first else { return }
        let options = Array(fields.dropFirst())
        switch kind {
        case UInt8(ascii: "A"), UInt8(ascii: "P"): markPrompt(options)
        case UInt8(ascii: "N"):
            endCommand([])
            markPrompt(options)
        case UInt8(ascii: "B"), UInt8(ascii: "I"): mark(.input)
        case UInt8(ascii: "C"): beginCommand(options)
        case UInt8(ascii: "D"): endCommand(options)
        default: break
        }
    }

    private mutating func mark(_ mark: LineMarks) {
        grid.state(cursor.row).pointee.marks.insert(mark)
        shell.note(mark, at: cursorPlace)
    }

    /// A prompt begins, unless it is one of the kinds that follow it: continuation, secondary, right.
    private mutating func markPrompt(_ options: [ArraySlice<UInt8>]) {
        let kind = Self.option("k", in: options)
        if kind == nil || kind?.elementsEqual("i".utf8) == true { mark(.prompt) }
    }

    private mutating func beginCommand(_ options: [ArraySlice<UInt8>]) {
        mark(.output)
        let line = Self.option("cmdline_url", in: options).map { PercentCoding.decoded($0) }
        let text = line ?? Self.option("cmdline", in: options).map { Array($0) }
        shell.running = CommandRun(line: text.map { UntrustedText.line($0, limit: 4_096) }, began: time)
    }

    private mutating func endCommand(_ options: [ArraySlice<UInt8>]) {
        mark(.end)
        let status = options.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        if let run = shell.end(status, at: time) { events.append(.commandEnded(run)) }
    }

    private static func option(_ name: String, in options: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
        let key = Array("\(name)=".utf8)
        return options.first { $0.starts(with: key) }?.dropFirst(key.count)
    }
}

/// What of the last command that ran can be looked at, by the shell's marks (OSC 133).
package struct ShownCommand: Sendable, Equatable {
    /// What was typed: untrusted; `nil` when the shell neither told it nor marked where typing began, or it is
    /// remembered no more.
    package let line: String?
    /// From the first cell of what it printed to the last, trailing blank lines included; `nil` when it printed nothing.
    package let output: ClosedRange<TerminalPosition>?
    /// Whether the beginning of the output is remembered no more.
    package let isCut: Bool
    /// Whether it still runs.
    package let isRunning: Bool
    /// The exit status; `nil` while it runs and when the shell did not tell.
    package let status: Int?
}

/// Where the marks of the last command lie.
struct CommandMarks: Sendable {
    /// Where its line began to be typed (B).
    var input: TerminalPosition?
    /// Where its output began (C).
    var output: TerminalPosition
    /// Where its output ended (D).
    var end: TerminalPosition?

    /// All places, to be moved and put back together.
    var places: [TerminalPosition] {
        get { [input ?? output, output, end ?? output] }
        set {
            if input != nil { input = newValue[0] }
            output = newValue[1]
            if end != nil { end = newValue[2] }
        }
    }
}

/// What the shell told with its marks (OSC 133) of the commands that ran.
struct ShellMarks: Sendable {
    /// The exit status told last.
    private(set) var status: Int?
    /// The command that runs.
    var running: CommandRun?
    /// The last one that ended.
    private(set) var last: CommandRun?
    /// Where the last command's marks are.
    private(set) var marks: CommandMarks?
    /// Where a line is being typed.
    private var input: TerminalPosition?

    /// Takes in a mark of a place.
    mutating func note(_ mark: LineMarks, at place: TerminalPosition) {
        switch mark {
        case .input: input = place
        case .output:
            marks = CommandMarks(input: input, output: place)
            input = nil
        case .end: if marks?.end == nil { marks?.end = place }
        default: break
        }
    }

    /// A command ended with a status, at a time; which, as a shell tells of an end before each prompt, also when the user
    /// typed nothing.
    mutating func end(_ status: Int?, at time: UInt64?) -> CommandRun? {
        self.status = status
        guard var run = running else { return nil }
        (run.ended, run.status) = (time, status)
        (running, last) = (nil, run)
        return run
    }

    /// The places of the marks, to be moved together when lines are laid out anew; where a line is being typed is not
    /// among them, and forgotten then.
    var places: [TerminalPosition] {
        get { marks?.places ?? [] }
        set {
            marks?.places = newValue
            input = nil
        }
    }
}

extension TerminalScreen {
    /// The exit status of the last command the shell told of (OSC 133 D), or `nil` before the first.
    package var lastStatus: Int? { shell.status }

    /// The command that runs, as far as the shell told (OSC 133 C).
    package var runningCommand: CommandRun? { shell.running }

    /// The last command that ended, as far as the shell told (OSC 133 C and D).
    package var lastCommand: CommandRun? { shell.last }

    /// How many bytes of a command line are told.
    private static let typedLimit = 4_096

    /// The last command the shell told of; `nil` when it sends no marks, or no command has run yet.
    package var shownCommand: ShownCommand? {
        guard let marks = shell.marks else { return nil }
        let run = shell.running ?? shell.last
        let end = before(marks.end ?? cursorPlace)
        let start = max(marks.output, TerminalPosition(line: firstLine, column: 0))
        return ShownCommand(
            line: run?.line ?? marks.input.flatMap { commandLine(from: $0, to: marks.output) },
            output: start <= end && marks.output <= end ? start...end : nil,
            isCut: marks.output < start, isRunning: shell.running != nil, status: run?.status)
    }

    private func commandLine(from start: TerminalPosition, to end: TerminalPosition) -> String? {
        let last = before(end)
        guard start.line >= firstLine, start <= last else { return nil }
        let text = text(from: start, to: min(last, TerminalPosition(line: start.line + 100, column: 0)))
        return String(decoding: text.utf8.prefix(Self.typedLimit), as: UTF8.self)
    }

    /// The cell before a place.
    private func before(_ place: TerminalPosition) -> TerminalPosition {
        place.column > 0
            ? TerminalPosition(line: place.line, column: place.column - 1)
            : TerminalPosition(line: place.line - 1, column: columns - 1)
    }

    /// The nearest line with a prompt before a line, as far as lines can be looked at.
    package func prompt(before number: Int) -> Int? {
        let lines = readableLines
        return (lines.lowerBound..<max(lines.lowerBound, min(number, lines.upperBound))).last {
            line(number: $0).marks.contains(.prompt)
        }
    }

    /// The nearest line with a prompt after a line.
    package func prompt(after number: Int) -> Int? {
        let lines = readableLines
        return (min(max(number + 1, lines.lowerBound), lines.upperBound)..<lines.upperBound).first {
            line(number: $0).marks.contains(.prompt)
        }
    }
}
