import Screen
import Testing
import Text

/// A frame as a file.
struct FramePictureTests {
    private let ink = Style(foreground: .rgb(0xFFB000), background: .rgb(0x101010))

    private func frame(_ width: Int, _ rows: String...) -> Frame {
        var frame = Frame(Size(width: width, height: rows.count))
        for (y, row) in rows.enumerated() { frame.put(row, at: Point(x: 0, y: y), style: ink) }
        return frame
    }

    @Test(arguments: [
        ("a.svg", PictureFormat.svg), ("/tmp/x.y/b.ANSI", .ansi), ("c.txt", .txt), ("d.png", nil),
        ("svg", nil),
        (".svg", nil), ("x.svg/y", nil),
    ])
    func `the end of a file's name says what is written`(path: String, format: PictureFormat?) {
        #expect(PictureFormat(ofFile: path) == format)
    }

    @Test func `text is the characters and nothing else`() {
        #expect(PictureFormat.txt.text(of: frame(6, "ab  ", "漢字"), in: .plain) == "ab\n漢字\n")
    }

    @Test func `a line for a terminal names each look once and ends it`() {
        let line = "\u{1B}[0;38;2;255;176;0;48;2;16;16;16mab\u{1B}[0m\n"
        #expect(PictureFormat.ansi.text(of: frame(2, "ab"), in: .plain) == line)
    }

    @Test func `a stretch of one look is one text of the width of its cells`() {
        let svg = PictureFormat.svg.text(of: frame(12, "node one", ""), in: .plain)
        let texts = svg.split(separator: "\n").filter { $0.hasPrefix("<text") }
        #expect(
            texts == [
                "<text x=\"0\" y=\"15\" textLength=\"80\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#ffb000\">node one</text>"
            ])
        #expect(svg.contains("<rect x=\"0\" y=\"0\" width=\"80\" height=\"20\" fill=\"#101010\"/>"))
        #expect(svg.contains("viewBox=\"0 0 120 40\""))
    }

    @Test func `words far apart and wide characters stand in columns of their own`() {
        let svg = PictureFormat.svg.text(of: frame(12, "a   b漢c"), in: .plain)
        let places = svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.map { line in
            line.split(separator: "\"").prefix(6).enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        }
        #expect(
            places == [["0", "15", "10"], ["40", "15", "10"], ["50", "15", "20"], ["70", "15", "10"]])
    }

    @Test func `what means something in XML is written as a character`() throws {
        let svg = PictureFormat.svg.text(of: frame(12, "</text>&\"<"), in: .plain)
        #expect(svg.contains(">&lt;/text&gt;&amp;&quot;&lt;</text>"))
    }

    @Test func `lines, blocks and dots need no font`() {
        let svg = PictureFormat.svg.text(of: frame(8, "╭─┃═▄▌▚⣿"), in: .plain)
        #expect(!svg.contains("<text"))
        // The right and lower arm, a whole line, a heavy one, two thin ones, two halves, two quarters, eight dots.
        let outlines = svg.split(separator: "\n").filter { $0.hasPrefix("<path") }.joined()
        #expect(outlines.count { $0 == "z" } == 2 + 1 + 1 + 2 + 1 + 1 + 2 + 8)
        #expect(svg.contains("M40 10h10v10h-10z"))
    }

    @Test func `a cell that is reversed has the colours changed`() {
        var frame = frame(1, "x")
        frame.restyle(frame.bounds) { $0.reversed }
        let svg = PictureFormat.svg.text(of: frame, in: .plain)
        #expect(svg.contains("height=\"20\" fill=\"#ffb000\"/>") && svg.contains("fill=\"#101010\">x</text>"))
    }
}
