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
        remember(mark)
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
        runningCommand = CommandRun(line: text.map { UntrustedText.line($0, limit: 4_096) }, began: time)
    }

    private mutating func endCommand(_ options: [ArraySlice<UInt8>]) {
        mark(.end)
        lastStatus = options.first.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        // A shell tells of an end before each prompt, also when the user typed nothing.
        guard var run = runningCommand else { return }
        run.ended = time
        run.status = lastStatus
        lastCommand = run
        runningCommand = nil
        events.append(.commandEnded(run))
    }

    private static func option(_ name: String, in options: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
        let key = Array("\(name)=".utf8)
        return options.first { $0.starts(with: key) }?.dropFirst(key.count)
    }
}
