import Text

/// What a program wants its user to know (OSC 9, 99 and 777): untrusted text without control characters.
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

    /// OSC 99 (https://sw.kovidgoyal.net/kitty/desktop-notifications/): `key=value:…;text`, title and body in any number
    /// of pieces; icons, buttons, sounds and questions are passed over.
    mutating func notifyInPieces(_ command: OperatingSystemCommand.Argument) {
        let fields = command.fields(limit: 2)
        guard fields.count == 2, fields[0].count <= 256 else { return }
        let piece = NoticePiece(fields[0])
        if piece.identity != openNotice.identity { openNotice = OpenNotice(identity: piece.identity) }
        let text = piece.isEncoded ? Base64.decoded(fields[1]) ?? [] : Array(fields[1])
        switch piece.part {
        case "title": openNotice.title += text.prefix(256)
        case "body": openNotice.body += text.prefix(1_024)
        default: return
        }
        openNotice.title.removeLast(max(0, openNotice.title.count - 256))
        openNotice.body.removeLast(max(0, openNotice.body.count - 1_024))
        guard piece.isLast else { return }
        let notice = openNotice
        openNotice = OpenNotice()
        let isTitled = !notice.body.isEmpty
        notify(title: isTitled ? notice.title[...] : [], (isTitled ? notice.body : notice.title)[...])
    }

    private mutating func notify(title: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) {
        let notification = TerminalNotification(
            title: UntrustedText.line(title, limit: 256), text: UntrustedText.line(text, limit: 1_024))
        if notification.title.isEmpty, notification.text.isEmpty { return }
        events.append(.notification(notification))
    }
}

/// A notice (OSC 99) whose pieces have not all come.
struct OpenNotice: Sendable {
    var identity = ""
    var title: [UInt8] = []
    var body: [UInt8] = []
}

/// What stands before a piece of a notice (OSC 99).
private struct NoticePiece {
    var identity = ""
    var part = "title"
    var isLast = true
    var isEncoded = false

    init(_ metadata: ArraySlice<UInt8>) {
        for pair in metadata.split(separator: 0x3a) {
            let words = pair.split(separator: 0x3d, maxSplits: 1).map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 2 else { continue }
            switch words[0] {
            case "i": identity = words[1]
            case "p": part = words[1]
            case "d": isLast = words[1] != "0"
            case "e": isEncoded = words[1] == "1"
            default: break
            }
        }
    }
}
