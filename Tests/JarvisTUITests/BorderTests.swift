import Glibc
import Onlooker
import Screen
import Terminal
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

extension RedrawTests {
    /// Names of every width, on terminals that each have their own mind about it.
    @Suite(.serialized) struct BorderTests {
        private static let size = Size(width: 200, height: 50)

        @Test(arguments: OuterTerminal.all)
        func `names of any width leave every border in its column`(outer: OuterTerminal) throws {
            if let missing = outer.missing {
                print("There is no \(missing): nothing is known of the borders in \(outer.name).")
                return
            }
            let screen = try LiveScreen(Self.size, type: outer.type)
            var state = Sample.state(Self.size, snapshot: Widths.snapshot)
            _ = state.update(.kit(.restored(feed: [], talks: ["lab": Widths.conversation])), at: Sample.start)
            let frame = state.picture(screen.glyphs)
            screen.show(frame)
            let expected = (0..<Self.size.height).map { Self.borders(of: frame, row: $0) }
            let showing = try Showing(screen.stream + Self.erasing(frame), Self.size, expected: expected)
            let shown = try outer.show(showing)
            for (row, line) in expected.enumerated() {
                #expect(row < shown.count && shown[row] == line, "row \(row): \(frame.text(row: row))")
            }
        }

        /// The bars of a row and nothing else.
        private static func borders(of frame: Frame, row: Int) -> String {
            var text = String((0..<size.width).map { frame[$0, row].character == "│" ? "│" : " " })
            while text.last == " " { text.removeLast() }
            return text
        }

        /// Erases everything but the bars, by column: what is left shows where the terminal has them.
        private static func erasing(_ frame: Frame) -> [UInt8] {
            var text = "\u{1B}[m"
            for row in 0..<size.height {
                var x = 0
                while x < size.width {
                    let end = (x..<size.width).first { frame[$0, row].character == "│" } ?? size.width
                    if end > x { text += "\u{1B}[\(row + 1);\(x + 1)H\u{1B}[\(end - x)X" }
                    x = end + 1
                }
            }
            return Array(text.utf8)
        }
    }
}
