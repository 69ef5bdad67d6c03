import Counterparts
import Screen
import Testing
import Text

struct FrameTests {
    private func frame(_ width: Int, _ height: Int) -> Frame { Frame(Size(width: width, height: height)) }

    @Test(arguments: [
        (Point(x: 1, y: 0), ".node."), (Point(x: 4, y: 0), "....no"), (Point(x: -2, y: 0), "de...."),
        (Point(x: 6, y: 0), "......"), (Point(x: -4, y: 0), "......"), (Point(x: 0, y: 1), "......"),
        (Point(x: 0, y: -1), "......"),
    ])
    func `text inside is drawn and text outside is not`(point: Point, row: String) {
        var frame = frame(6, 1)
        frame.fill(frame.bounds, with: ".", style: Style())
        let end = frame.put("node", at: point)
        #expect(frame.text == row)
        #expect(end == point.x + 4)
    }

    @Test(arguments: [
        (0, "漢字.."), (1, ".漢字."), (2, "..漢字"), (3, "...漢 "), (5, "..... "), (-1, " 字..."), (-2, "字...."),
        (-3, " ....."),
    ])
    func `a wide character is never half drawn at an edge`(x: Int, row: String) {
        var frame = frame(6, 1)
        frame.fill(frame.bounds, with: ".", style: Style())
        frame.put("漢字", at: Point(x: x, y: 0))
        #expect(frame.text(row: 0).padded(toColumns: 6) == row.padded(toColumns: 6))
    }

    @Test func `text keeps within its clip`() {
        var frame = frame(8, 3)
        frame.fill(frame.bounds, with: ".", style: Style())
        let clip = Rect(x: 2, y: 1, width: 3, height: 1)
        for y in 0..<3 { frame.put("a漢字z", at: Point(x: 1, y: y), in: clip) }
        #expect(frame.text == "........\n..漢 ...\n........")
    }

    @Test(arguments: [(0, "x ."), (1, " x.")])
    func `overwriting half of a wide character blanks the other half`(x: Int, row: String) {
        var frame = frame(3, 1)
        frame.fill(frame.bounds, with: ".", style: Style())
        frame.put("漢", at: Point(x: 0, y: 0))
        frame.put("x", at: Point(x: x, y: 0))
        #expect(frame.text == row)
    }

    @Test func `a wide character over the border of two others blanks both their rests`() {
        var frame = frame(4, 1)
        frame.put("漢字", at: Point(x: 0, y: 0))
        frame.put("한", at: Point(x: 1, y: 0))
        #expect(frame[0, 0].character == " ")
        #expect(frame[1, 0] == Cell("한", style: Style(background: .terminal), columns: 2))
        #expect(frame[2, 0].columns == 0)
        #expect(frame[3, 0].character == " ")
    }

    @Test func `filling part of a wide character blanks the rest of it`() {
        var frame = frame(6, 1)
        frame.put("漢字漢", at: Point(x: 0, y: 0))
        frame.fill(Rect(x: 1, y: 0, width: 4, height: 1), with: "-", style: Style())
        #expect(frame.text == " ----")
        #expect(frame[5, 0].character == " ")
    }

    @Test(arguments: HostileText.all)
    func `no cell ever holds a control, a format or a lone joiner`(text: String) {
        var frame = frame(200, 2)
        frame.put(text, at: Point(x: 0, y: 0))
        for (x, character) in text.enumerated() {
            frame.set(Cell(character, style: Style(), columns: 1 + x % 2), at: Point(x: 2 * x, y: 1))
        }
        let bad = frame.text.unicodeScalars.filter { scalar in
            let category = scalar.properties.generalCategory
            return scalar != "\n" && (category == .control || scalar.properties.isDefaultIgnorableCodePoint)
        }
        #expect(bad.isEmpty)
    }

    @Test func `emoji and marks stay whole in one cell`() {
        var frame = frame(12, 1)
        frame.put("e\u{301}👨‍👩‍👧❤\u{FE0F}क्ष", at: Point(x: 0, y: 0))
        #expect(frame[0, 0].character == "e\u{301}")
        #expect(frame[1, 0].character == "👨‍👩‍👧")
        #expect(frame[3, 0].character == "❤\u{FE0F}")
        #expect(String(frame[5, 0].character) == "क्ष")
    }

    @Test func `a transparent colour keeps what lies under it`() {
        var frame = frame(3, 1)
        frame.fill(frame.bounds, style: Style(foreground: .palette(1), background: .palette(4)))
        frame.put("a", at: Point(x: 0, y: 0), style: Style(foreground: .palette(2)))
        frame.put("b", at: Point(x: 1, y: 0), style: Style(foreground: .transparent, attributes: .bold))
        #expect(frame[0, 0].style == Style(foreground: .palette(2), background: .palette(4)))
        let expected = Style(foreground: .palette(1), background: .palette(4), attributes: .bold)
        #expect(frame[1, 0].style == expected)
    }

    @Test func `text in a rectangle is clipped with an ellipsis and aligned`() {
        var frame = frame(8, 3)
        frame.put("pve-agent1", in: Rect(x: 1, y: 0, width: 6, height: 1))
        frame.put("up", in: Rect(x: 1, y: 1, width: 6, height: 1), alignment: .right)
        frame.put("up", in: Rect(x: 1, y: 2, width: 6, height: 1), alignment: .center)
        #expect(frame.text == " pve-a…\n     up\n   up")
    }

    @Test func `copying takes whole characters and nothing beyond the source`() {
        var source = frame(6, 1)
        source.put("a漢b字", at: Point(x: 0, y: 0))
        var target = frame(6, 1)
        target.fill(target.bounds, with: ".", style: Style())
        target.copy(source, from: Rect(x: 0, y: 0, width: 5, height: 1), to: Point(x: 1, y: 0))
        #expect(target.text == ".a漢b")
        #expect(target[5, 0].character == " ")
    }

    @Test func `frames are equal when every cell and the cursor is`() {
        var (one, other) = (frame(4, 2), frame(4, 2))
        one.put("🏳️‍🌈e\u{301}", at: Point(x: 0, y: 1))
        other.put("e\u{301}", at: Point(x: 0, y: 0))
        other.put(" ", at: Point(x: 0, y: 0))
        #expect(one != other)
        other.put("🏳️‍🌈e\u{301}", at: Point(x: 0, y: 1))
        #expect(one == other)
        other.cursor = Cursor(at: Point(x: 0, y: 0))
        #expect(one != other)
    }
}
