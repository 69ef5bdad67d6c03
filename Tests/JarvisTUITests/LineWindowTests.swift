import AIKit
import Screen
import Testing
import Text

@testable import JarvisTUI
@testable import Multiplexer

@Suite struct LineWindowTests {
    private static let texts = [
        "", "x", "status:running", String(repeating: "abcdefghij", count: 9), "漢字漢字漢字漢字漢字漢字",
        "a👩‍🔧b漢c\u{1B}[2Jd", "one\ntwo\u{202E}three",
    ]

    @Test(arguments: texts, GlyphSet.allCases)
    func `at every width the cursor stands on its character`(text: String, glyphs: GlyphSet) {
        for columns in 0...40 {
            var line = LineEditor(text)
            line.moveToStart()
            for index in 0...line.characters.count {
                #expect(line.cursor == index)
                let window = LineWindow(line, columns: columns, glyphs: glyphs)
                #expect(window.text.columns <= columns)
                #expect(window.cursor < max(1, columns))
                if columns >= 12, index < line.characters.count {
                    let under = Untrusted(String(line.characters[index])).line
                    let rest = window.text.dropFirst(window.text.prefix(columns: window.cursor).count)
                    #expect(rest.hasPrefix(under) || under.columns > columns / 3, "\(index) of \(columns)")
                }
                line.move(by: 1)
            }
        }
    }

    @Test(arguments: [
        (26, 10, 26, "…stuvwxyz", 9), (26, 10, 25, "…rstuvwxyz", 9), (26, 10, 0, "abcdefghi…", 0),
        (26, 10, 13, "…hijklmno…", 7), (10, 10, 10, "…cdefghij", 9), (9, 10, 9, "abcdefghi", 9),
        (10, 10, 9, "abcdefghij", 9),
    ])
    func `a text without room shows what is around its cursor, and that there is more`(
        length: Int, columns: Int, cursor: Int, text: String, column: Int
    ) {
        var line = LineEditor(String("abcdefghijklmnopqrstuvwxyz".prefix(length)))
        line.move(by: cursor - length)
        let window = LineWindow(line, columns: columns, glyphs: .rich)
        #expect(window.text == text)
        #expect(window.cursor == column)
    }

    @Test func `of a secret nothing but its length is seen`() {
        let window = LineWindow(LineEditor("ab漢"), columns: 10, glyphs: .ascii, secret: "*")
        #expect(window.text == "***")
        #expect(window.cursor == 3)
    }

    /// Lines that are typed into, and how one comes to them.
    private static let lines: [(String, @Sendable (inout AppState) -> Void)] = [
        ("palette", { $0.press(":") }),
        ("filter", { $0.press("/") }),
        ("name of a tab", { $0.push(RenameLayer("")) }),
        (
            "reason",
            {
                _ = $0.update(.kit(.card(Sample.card(asker: .model), of: "lab")), at: Sample.moment(1))
                for time in 3...8 { $0.press("Down", after: Double(time)) }
                $0.press("b", after: 10)
            }
        ),
    ]

    @Test(arguments: lines.indices, [Size(width: 40, height: 12), Size(width: 120, height: 40)])
    func `of every line one sees where the next character goes`(index: Int, size: Size) throws {
        var state = Sample.state(size)
        Self.lines[index].1(&state)
        state.type(String(repeating: "-", count: 60) + "QZ", after: 12)
        state.press("Left", after: 12)
        let frame = state.picture()
        let place = frame.cursor?.position
        let cursor = try #require(place)
        #expect(frame[cursor.x, cursor.y].character == "Z", "\(Self.lines[index].0)")
        #expect(frame[cursor.x - 1, cursor.y].character == "Q", "\(Self.lines[index].0)")
    }
}

extension String {
    /// The characters from the start that fill so many columns.
    fileprivate func prefix(columns: Int) -> Substring {
        var used = 0
        return prefix { character in
            used += String(character).columns
            return used <= columns
        }
    }
}
