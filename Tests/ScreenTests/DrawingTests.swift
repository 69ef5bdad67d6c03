import Screen
import Testing
import Text

struct DrawingTests {
    private func draw(_ width: Int, _ height: Int, _ body: (inout Frame) -> Void) -> String {
        var frame = Frame(Size(width: width, height: height))
        body(&frame)
        return frame.text
    }

    @Test(arguments: [
        (BoxLine.rounded, GlyphSet.rich, "╭────╮\n│    │\n╰────╯"), (.light, .rich, "┌────┐\n│    │\n└────┘"),
        (.heavy, .rich, "┏━━━━┓\n┃    ┃\n┗━━━━┛"), (.double, .rich, "╔════╗\n║    ║\n╚════╝"),
        (.rounded, .console, "┌────┐\n│    │\n└────┘"), (.heavy, .console, "╔════╗\n║    ║\n╚════╝"),
        (.double, .ascii, "+----+\n|    |\n+----+"),
    ])
    func `a box is drawn with the nearest lines there are`(line: BoxLine, glyphs: GlyphSet, picture: String) {
        #expect(draw(6, 3) { $0.box($0.bounds, line: line, style: Style(), glyphs: glyphs) } == picture)
    }

    @Test func `a title stands in the line of its box and ends before the corner`() {
        let title = [Span("NODES 漢字漢字")]
        let picture = draw(14, 2) {
            $0.box($0.bounds, line: .rounded, style: Style(), glyphs: .rich, title: title)
        }
        #expect(picture == "╭─ NODES 漢 ─╮\n╰────────────╯")
    }

    @Test func `a box reaching out of the frame shows the sides inside`() {
        let rect = Rect(x: -2, y: -1, width: 5, height: 3)
        #expect(draw(4, 3) { $0.box(rect, style: Style(), glyphs: .rich) } == "  │\n──┘\n")
    }

    @Test func `a divider joins its box`() {
        let picture = draw(4, 3) {
            $0.box($0.bounds, line: .double, style: Style(), glyphs: .rich)
            $0.divider(across: $0.bounds, row: 1, line: .double, style: Style(), glyphs: .rich)
        }
        #expect(picture == "╔══╗\n╠══╣\n╚══╝")
    }

    @Test(
        arguments: [
            (0.0, GlyphSet.rich, "────"), (0.001, .rich, "╸───"), (0.5, .rich, "━━──"), (0.6, .rich, "━━╸─"),
            (1.0, .rich, "━━━━"), (7.0, .rich, "━━━━"), (-1.0, .rich, "────"), (0.6, .console, "▄▄──"),
            (0.6, .ascii, "##.."), (0.01, .ascii, "#..."), (.infinity, .rich, "──?─"), (nil, .rich, "──?─"),
            (nil, .ascii, "..?."),
        ] as [(Double?, GlyphSet, String)])
    func `a bar shows its share, and not knowing as a question`(
        share: Double?, glyphs: GlyphSet, picture: String
    ) {
        #expect(
            draw(4, 1) { $0.bar(share, in: $0.bounds, style: Style(), track: Style(), glyphs: glyphs) }
                == picture)
    }

    @Test func `a bar keeps its scale when it is clipped`() {
        let clip = Rect(x: 0, y: 0, width: 3, height: 1)
        let picture = draw(6, 1) {
            $0.bar(0.5, in: $0.bounds, style: Style(), track: Style(), glyphs: .rich, clip: clip)
        }
        #expect(picture == "━━━")
    }

    @Test(arguments: [
        (GlyphSet.rich, "⠉⠒⠤⣀"), (.console, "▀▀▄▄"), (.ascii, "''.."),
    ])
    func `a line of dots is drawn in what the glyph set has`(glyphs: GlyphSet, picture: String) {
        let drawn = draw(4, 1) {
            var canvas = Canvas(Size(width: 4, height: 1))
            canvas.line(from: Point(x: 0, y: 0), to: Point(x: 7, y: 3), style: Style())
            canvas.draw(on: &$0, at: Point(x: 0, y: 0), glyphs: glyphs)
        }
        #expect(drawn == picture)
    }

    @Test func `dots outside a canvas are not drawn`() {
        var canvas = Canvas(Size(width: 1, height: 1))
        for at in [Point(x: -1, y: 0), Point(x: 0, y: -1), Point(x: 2, y: 0), Point(x: 0, y: 4)] {
            canvas.dot(x: at.x, y: at.y, style: Style())
        }
        #expect(draw(1, 1) { canvas.draw(on: &$0, at: Point(x: 0, y: 0), glyphs: .rich) } == "")
    }

    @Test(
        arguments: [
            (GlyphSet.rich, [0, 0.25, 0.5, 0.75, 1, 1], "⣀⣴⣿"), (.rich, [1], "  ⢸"),
            (.rich, [nil, nil, 1, nil], "  ⡇"),
            (.console, [0, 0.5, 1], "░▒█"), (.ascii, [0.1, 0.5, 1], ".:#"),
            (.rich, [0.2, 0.2, 1, 1, 1, 1, 1, 1], "⣿⣿⣿"),
        ] as [(GlyphSet, [Double?], String)])
    func `a sparkline ends right with the newest sample and leaves gaps`(
        glyphs: GlyphSet, samples: [Double?], picture: String
    ) {
        #expect(
            draw(3, 1) { $0.sparkline(samples, in: $0.bounds, glyphs: glyphs) { _ in Style() } } == picture)
    }

    @Test func `a sparkline of two rows has twice the steps`() {
        let samples: [Double?] = [0.25, 0.5, 0.75, 1]
        #expect(
            draw(2, 2) { $0.sparkline(samples, in: $0.bounds, glyphs: .rich) { _ in Style() } } == " ⣼\n⣼⣿")
    }

    @Test(arguments: GlyphSet.allCases)
    func `every picture of a symbol is one column and of its set`(glyphs: GlyphSet) {
        for symbol in Symbol.all {
            let picture = glyphs[symbol]
            #expect(picture.columns == 1, "\(picture)")
            #expect(glyphs != .ascii || picture.utf8.count == 1, "\(picture)")
        }
    }

    @Test(
        arguments: [
            ("xterm-256color", [nil, nil, "C.UTF-8"], GlyphSet.rich),
            ("linux", [nil, nil, "en_US.utf8"], .console),
            ("xterm", ["POSIX", nil, "C.UTF-8"], .ascii), ("xterm", ["", "de_DE.UTF-8@euro", nil], .rich),
            ("xterm", [nil, nil, nil], .ascii), ("linux", [nil, "C", nil], .ascii),
            ("tmux", [nil, nil, "de_DE.ISO-8859-1"], .ascii),
        ] as [(String, [String?], GlyphSet)])
    func `the glyph set follows TERM and the locale`(type: String, locale: [String?], glyphs: GlyphSet) {
        #expect(GlyphSet(terminalType: type, locale: locale) == glyphs)
    }

    @Test func `rectangles are split without gap or overlap, however small`() {
        for width in 0..<30 {
            let rect = Rect(x: 3, y: 2, width: width, height: 5)
            let parts = rect.columns([3, 4, 3], gap: 1)
            let total = parts.reduce(0) { $0 + $1.width }
            #expect(total == max(0, width - 2))
            #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.endX + 1 == $1.x })
            let (left, rest) = rect.splitLeft(7)
            #expect(left.endX == rest.x && left.width + rest.width == width)
        }
        #expect(Rect(x: 0, y: 0, width: 3, height: 3).inset(dx: 2, dy: 1).isEmpty)
        #expect(
            Rect(x: 0, y: 0, width: 9, height: 9).intersection(Rect(x: 20, y: 0, width: 3, height: 3)).isEmpty
        )
    }
}
