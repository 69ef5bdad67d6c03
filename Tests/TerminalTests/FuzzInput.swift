import Text

@testable import Terminal

/// Bytes of a fuzzer as things that happen to a terminal.
///
/// The first two are its size. Behind them 0xFF, which is never part of UTF-8, begins an act: a byte that tells which and one that
/// tells how; all other bytes are read as a program's output.
struct FuzzInput {
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private static let marker: UInt8 = 0xff

    /// Lets everything happen, to a terminal that reads in one portion what comes between two acts and to one that reads
    /// byte by byte.
    ///
    /// - Returns: What is wrong with one of them or between them, in words; `nil` when all is well.
    func play() -> String? {
        guard bytes.count > 2 else { return nil }
        var policy = TerminalPolicy()
        policy.scrollbackLines = 60
        let size = Self.size(bytes[0], bytes[1])
        var whole = Emulator(size: size, policy: policy)
        var split = Emulator(size: size, policy: policy)
        var place = 2
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: Self.marker) ?? bytes.count
            let portion = UnsafeBufferPointer(rebasing: bytes[place..<end])
            whole.read(portion)
            for index in portion.indices { split.read(UnsafeBufferPointer(rebasing: portion[index...index])) }
            if let broken = brokenInvariant(whole.screen) { return broken }
            if whole.takeReplies() != split.takeReplies() { return "answers differ by portions" }
            if transcript(whole.screen) != transcript(split.screen) { return "screens differ by portions" }
            guard end + 2 < bytes.count else { return nil }
            let acts = (bytes[end + 1], bytes[end + 2])
            if let broken = act(acts.0, acts.1, &whole) ?? act(acts.0, acts.1, &split) { return broken }
            if let broken = brokenInvariant(whole.screen) { return "after act \(acts.0): \(broken)" }
            place = end + 3
        }
        return nil
    }

    /// Up to 40 columns and 16 rows: small enough that edges are met often.
    private static func size(_ columns: UInt8, _ rows: UInt8) -> TerminalSize {
        TerminalSize(columns: Int(columns % 40) + 1, rows: Int(rows % 16) + 1)
    }

    private func act(_ what: UInt8, _ how: UInt8, _ emulator: inout Emulator) -> String? {
        switch what % 8 {
        case 0: return resize(how, &emulator)
        case 1: emulator.scroll(by: Int(Int8(bitPattern: how)))
        case 2: _ = emulator.takeDamage()
        case 3: return draw(emulator)
        case 4: _ = emulator.screen.dump(.json, scrollback: true)
        case 5: return select(how, emulator)
        case 6: return search(how, emulator)
        default: emulator.releaseFrame()
        }
        return nil
    }

    /// A new size keeps every character, unless a line was dropped or there is no room for a wide one.
    private func resize(_ how: UInt8, _ emulator: inout Emulator) -> String? {
        let before = logicalText(emulator.screen)
        let isPrimary = !emulator.screen.modes.contains(.alternateScreen)
        let dropped = emulator.screen.firstLine
        emulator.resize(Self.size(how, how >> 3))
        guard isPrimary, emulator.screen.size.columns > 1 else { return nil }
        let after = logicalText(emulator.screen)
        if emulator.screen.firstLine != dropped || after == before { return nil }
        return "a resize to \(emulator.screen.size) made \(after) of \(before)"
    }

    /// What draws a screen leaves another one whole as well.
    ///
    /// Characters that had no room for their whole width at an edge are drawn wider elsewhere: the screens may differ.
    private func draw(_ emulator: borrowing Emulator) -> String? {
        var copy = Emulator(size: emulator.screen.size)
        copy.read(emulator.screen.dump(.ansi, scrollback: true))
        copy.read(emulator.screen.snapshot())
        return brokenInvariant(copy.screen)
    }

    private func select(_ how: UInt8, _ emulator: borrowing Emulator) -> String? {
        let kinds: [TerminalSelection.Kind] = [.characters, .words, .lines, .block]
        let screen = TerminalPosition(
            line: emulator.screen.firstLine + Int(how >> 4) * 4, column: Int(how & 15))
        let end = TerminalPosition(line: screen.line + Int(how & 7), column: Int(how >> 2))
        _ = emulator.screen.text(of: TerminalSelection(kinds[Int(how & 3)], from: screen, to: end))
        _ = emulator.screen.link(at: screen)
        return nil
    }

    private func search(_ how: UInt8, _ emulator: borrowing Emulator) -> String? {
        let patterns = ["a+", "[^ ]*$", "(x|y)?.", "漢"]
        guard let pattern = try? SearchPattern(patterns[Int(how) % patterns.count]) else {
            return "no pattern"
        }
        var search = TerminalSearch(pattern)
        for _ in 0..<100 where !search.isComplete { search.advance(on: emulator.screen, for: .seconds(1)) }
        return search.isComplete ? nil : "a search did not end"
    }
}
