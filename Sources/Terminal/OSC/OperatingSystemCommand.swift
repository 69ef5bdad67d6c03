/// One operating system command (OSC): its numbers and what it does.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html ("Operating System Commands"); for those xterm
/// does not have, the page named beside their actions.
struct OperatingSystemCommand: Sendable {
    /// What a program sent behind a command's number: untrusted.
    struct Argument: Sendable {
        let number: Int
        /// The bytes behind the first semicolon, without C0 controls; empty when there are none.
        let value: ArraySlice<UInt8>
        /// Whether BEL ended the command, which then ends the answer too.
        let endsInBell: Bool

        /// The value cut at its semicolons, into `limit` parts at most.
        func fields(limit: Int = 1_024) -> [ArraySlice<UInt8>] {
            value.split(separator: 0x3b, maxSplits: limit - 1, omittingEmptySubsequences: false)
        }
    }

    typealias Action = @Sendable (inout TerminalScreen, Argument) -> Void

    let numbers: ClosedRange<Int>
    let action: Action

    init(_ number: Int, _ action: @escaping Action) {
        self.init(number...number, action)
    }

    init(_ numbers: ClosedRange<Int>, _ action: @escaping Action) {
        self.numbers = numbers
        self.action = action
    }

    /// The commands that are obeyed; all others are read to their end and do nothing.
    ///
    /// Among those are 3 (X property), 22 (pointer shape), 46 (log file), 50 (font) and 60 to 62 (allowed features).
    static let all: [OperatingSystemCommand] = [
        OperatingSystemCommand(0) {
            $0.setTitle($1.value)
            $0.titles.setIcon($1.value)
        },
        OperatingSystemCommand(1) { $0.titles.setIcon($1.value) },
        OperatingSystemCommand(2) { $0.setTitle($1.value) },
        OperatingSystemCommand(4) { $0.setPalette($1) },
        OperatingSystemCommand(5) { $0.setSpecialColors($1) },
        OperatingSystemCommand(7) { $0.enter(address: $1.value) },
        OperatingSystemCommand(8) { $0.openLink($1.value) },
        OperatingSystemCommand(9) { $0.notify($1.value) },
        OperatingSystemCommand(10...19) { $0.setDynamicColors($1) },
        OperatingSystemCommand(52) { $0.copy($1) },
        OperatingSystemCommand(99) { $0.notifyInPieces($1) },
        OperatingSystemCommand(104) { $0.resetPalette($1) },
        OperatingSystemCommand(105) { $0.resetSpecialColors($1) },
        OperatingSystemCommand(110...119) { $0.resetDynamicColor($1.number - 100) },
        OperatingSystemCommand(133) { $0.mark($1) },
        OperatingSystemCommand(777) { $0.notifyTitled($1) },
        OperatingSystemCommand(1_337) { $0.performITerm($1.value) },
    ]
}

extension TerminalScreen {
    /// How long an OSC string may be: a longer one is read to its end and dropped.
    static var commandLimit: Int { 1 << 20 }

    /// Carries out a command; `bell` tells that BEL ended it, which then ends the answer too.
    mutating func perform(operatingSystemCommand bytes: [UInt8], bell: Bool) {
        let name = bytes.prefix { (0x30...0x39).contains($0) }
        let rest = bytes[name.endIndex...]
        guard !name.isEmpty, name.count <= 5, rest.first ?? 0x3b == 0x3b else { return }
        let number = name.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        guard let command = OperatingSystemCommand.all.first(where: { $0.numbers ~= number }) else { return }
        command.action(&self, .init(number: number, value: rest.dropFirst(), endsInBell: bell))
    }

    /// Answers a command in its own form, ended as it was.
    mutating func reply(to command: OperatingSystemCommand.Argument, _ number: Int, _ text: String) {
        reply("\u{1b}]\(number);\(text)\(command.endsInBell ? "\u{7}" : "\u{1b}\\")")
    }
}

/// Text a program sent, as far as it may be shown.
enum UntrustedText {
    /// The text without control characters (C0, DEL, C1), cut before the character that goes beyond `limit` bytes.
    static func line(_ bytes: some BidirectionalCollection<UInt8>, limit: Int) -> String {
        var text = ""
        for scalar in String(decoding: whole(bytes.prefix(limit + 4), limit), as: UTF8.self).unicodeScalars
        where scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value) {
            text.unicodeScalars.append(scalar)
        }
        return text
    }

    /// The first bytes of UTF-8, at most `limit`, without a character that is cut.
    private static func whole(_ bytes: some BidirectionalCollection<UInt8>, _ limit: Int) -> [UInt8] {
        var kept = Array(bytes)
        guard kept.count > limit else { return kept }
        var end = limit
        while end > 0, kept[end] & 0xc0 == 0x80 { end -= 1 }
        kept.removeSubrange(end...)
        return kept
    }
}
