import Counterparts
import Screen
import Testing
import Text

extension DisplayTests {
    /// Cells and links made of what nobody vouches for: nothing of it leaves as a control.
    @Suite struct HostileCells {
        private static let size = Size(width: 60, height: 14)

        private static let scalars =
            (0..<0xA0).compactMap(Unicode.Scalar.init) + [
                "\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{2066}", "\u{2028}", "\u{FE0F}", "\u{FEFF}",
                "\u{301}", "\u{E0041}", "\u{10FFFF}", "\u{FFFE}",
            ]

        @Test(arguments: TerminalTypes.all + ["ansi"], GlyphSet.allCases)
        func `no scalar in a cell becomes a control, whatever its width is said to be`(
            type: String, glyphs: GlyphSet
        ) throws {
            let pty = try Pseudoterminal(Self.size)
            let display = try Display(
                descriptor: pty.slave, terminal: TerminalTypes.describe(type, glyphs: glyphs))
            for isWide in [false, true] {
                var frame = Frame(Self.size)
                let brush = frame.brush(Style(attributes: .bold))
                for (index, scalar) in Self.scalars.enumerated() {
                    let at = Point(x: index % 20 * 3, y: index / 20)
                    frame.put(scalar, isWide: isWide, at: at, with: brush)
                    frame.put(
                        Character(scalar), isWide: isWide, at: Point(x: at.x, y: at.y + 5), with: brush)
                }
                #expect(SequenceCheck(pty.show(frame, on: display)).forbidden == [])
            }
        }

        @Test(arguments: [
            "e\u{301}", "a\u{34F}\u{301}", "a\u{202E}\u{301}", "👩‍👩‍👧", "क्षि", "ab\u{301}", "\u{301}", "",
        ])
        func `a cluster looks the same each time it is put`(text: String) {
            var frame = Frame(Self.size)
            let brush = frame.brush(Style())
            for x in [0, 4, 8] {
                frame.put(cluster: text, isWide: false, at: Point(x: x, y: 0), with: brush)
            }
            frame.put(text.first ?? " ", isWide: false, at: Point(x: 12, y: 0), with: brush)
            #expect(Set([0, 4, 8].map { frame[$0, 0].character }) == [frame[12, 0].character])
        }

        @Test(arguments: HostileText.all)
        func `no text in an address ends its sequence or begins another`(text: String) throws {
            let pty = try Pseudoterminal(Self.size)
            let display = try Display(descriptor: pty.slave, terminal: TerminalTypes.describe("xterm"))
            var frame = Frame(Self.size)
            for (row, address) in [text, "https://host/" + text, "https://host/?\(text)x"].enumerated() {
                let brush = frame.brush(Style(), link: LinkAddress(address))
                frame.put(Character("x"), isWide: false, at: Point(x: 0, y: row), with: brush)
            }
            #expect(SequenceCheck(pty.show(frame, on: display), hasLinks: true).forbidden == [])
        }

        @Test(arguments: [
            ("https://pve:8006/#v1", "https://pve:8006/#v1"), ("HTTP://a", "HTTP://a"),
            ("https://münchen/ü", "https://m%C3%BCnchen/%C3%BC"),
            ("mailto:root@pam", "mailto:root@pam"), ("javascript:alert(1)", nil), ("ssh://-oProxy", nil),
            ("file:///etc/passwd", nil), ("FILE://host/share", nil), ("file:", nil),
            ("http", nil), ("", nil), ("https://a\u{1B}\\b", nil), ("https://a\u{9C}b", nil),
            ("https://a\u{7F}", nil), ("https://" + String(repeating: "a", count: 2_083), nil),
        ])
        func `an address is printable and of the web or mail, and names no file`(
            text: String, address: String?
        ) {
            #expect(LinkAddress(text)?.address == address)
        }

        @Test func `a link stays on its cells until they are drawn over`() throws {
            var frame = Frame(Size(width: 8, height: 1))
            let link = try #require(LinkAddress("https://a"))
            let brush = frame.brush(Style(), link: link)
            for x in 0..<4 { frame.put(Character("a"), isWide: false, at: Point(x: x, y: 0), with: brush) }
            frame.restyle(Rect(x: 0, y: 0, width: 2, height: 1)) { $0.bold }
            frame.put("b", at: Point(x: 1, y: 0))
            frame.put("漢", at: Point(x: 3, y: 0))
            var other = Frame(Size(width: 8, height: 1))
            other.brush(Style(), link: LinkAddress("https://b"))
            other.copy(frame, from: frame.bounds, to: Point(x: 1, y: 0))
            let links = (0..<8).map { other.link(at: Point(x: $0, y: 0)) }
            #expect(links == [nil, link, nil, link, nil, nil, nil, nil])
        }
    }
}

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
