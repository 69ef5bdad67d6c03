import Screen
import Testing
import Text

/// The last column, where GNU screen puts a mark on a letter at the beginning of the next row.
@Suite(.serialized)
struct WrapEdgeTests {
    private static let size = Size(width: 80, height: 24)

    /// What a terminal of a type is sent for a row that ends with a letter and a mark on it.
    private func bytes(for type: String, ending cluster: String) throws -> [UInt8] {
        let pty = try Pseudoterminal(Self.size)
        let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe(type))
        var frame = Frame(Self.size)
        frame.put(String(repeating: "x", count: 79) + cluster, at: Point(x: 0, y: 0))
        frame.put("second", at: Point(x: 1, y: 1))
        return pty.show(frame, on: display)
    }

    @Test func `a mark in the last column goes to other terminals, and not to GNU screen`() throws {
        let toScreen = String(
            decoding: try bytes(for: "screen-256color", ending: "e\u{301}"), as: UTF8.self)
        let toXterm = String(decoding: try bytes(for: "xterm-256color", ending: "e\u{301}"), as: UTF8.self)
        #expect(!toScreen.unicodeScalars.contains("\u{301}"))
        #expect(toXterm.unicodeScalars.contains("\u{301}"))
    }

    @Test(.enabled(if: GNUScreen.missing == nil, "\(GNUScreen.missing ?? "")"))
    func `GNU screen shows a row that ends with a mark, and the next one, as they are`() throws {
        let bytes = try bytes(for: "screen-256color", ending: "e\u{301}")
        let rows = try GNUScreen().lines(2, after: bytes)
        #expect(rows == [String(repeating: "x", count: 79) + "e", " second"])
    }

    @Test(.enabled(if: GNUScreen.missing == nil, "\(GNUScreen.missing ?? "")"))
    func `GNU screen is as it is feared to be`() throws {
        let bytes = "\u{1B}[H" + String(repeating: "x", count: 79) + "e\u{301}\u{1B}[2;2Hsecond"
        let rows = try GNUScreen().lines(2, after: Array(bytes.utf8))
        #expect(rows != [String(repeating: "x", count: 79) + "e", " second"])
    }
}
