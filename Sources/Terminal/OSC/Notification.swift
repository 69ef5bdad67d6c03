/// What a program wants its user to know (OSC 9 and 777): untrusted text without control characters.
package struct TerminalNotification: Hashable, Sendable {
    /// At most 256 bytes, empty when there is none.
    package let title: String
    /// At most 1,024 bytes.
    package let text: String
}

/// How far a program is with what it does (OSC 9;4, https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC).
package enum TerminalProgress: Hashable, Sendable {
    /// Per cent.
    case running(Int)
    case unknown
    /// Per cent where it failed, or `nil`.
    case failed(Int?)
    /// Per cent where it waits, or `nil`.
    case paused(Int?)

    /// The numbers behind `9;4;`; `nil` for none, outer `nil` for what is not one.
    fileprivate static func read(_ fields: [ArraySlice<UInt8>]) -> TerminalProgress?? {
        let words = fields.map { String(decoding: $0, as: UTF8.self) }
        let percent = words.dropFirst().first.flatMap { Int($0) }.map { min(max($0, 0), 100) }
        return switch words.first {
        case "0", "": .some(nil)
        case "1": .running(percent ?? 0)
        case "2": .failed(percent)
        case "3": .unknown
        case "4": .paused(percent)
        default: nil
        }
    }
}

extension TerminalScreen {
    /// OSC 9: a message, unless it begins as one of ConEmu's commands, of which only progress is obeyed.
    mutating func notify(_ value: ArraySlice<UInt8>) {
        let fields = value.prefix(64).split(separator: 0x3b, omittingEmptySubsequences: false)
        guard fields.count > 1, let number = Int(String(decoding: fields[0], as: UTF8.self)),
            (1...12).contains(number)
        else { return notify(title: [], value) }
        guard number == 4, let progress = TerminalProgress.read(Array(fields.dropFirst())) else { return }
        events.append(.progress(progress))
    }

    /// OSC 777 (rxvt-unicode): `notify;title;text`.
    mutating func notifyTitled(_ command: OperatingSystemCommand.Argument) {
        let fields = command.fields(limit: 3)
        guard fields.count > 1, fields[0].elementsEqual("notify".utf8) else { return }
        if fields.count > 2 { notify(title: fields[1], fields[2]) } else { notify(title: [], fields[1]) }
    }

    private mutating func notify(title: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) {
        let notification = TerminalNotification(
            title: UntrustedText.line(title, limit: 256), text: UntrustedText.line(text, limit: 1_024))
        if notification.title.isEmpty, notification.text.isEmpty { return }
        events.append(.notification(notification))
    }
}
