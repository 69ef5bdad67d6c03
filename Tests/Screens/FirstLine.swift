import Onlooker
import Terminal
import Testing

extension ScreenProgram {
    /// From a phone's to that of a wall.
    private static let sizes = [
        (45, 30), (60, 20), (80, 24), (100, 30), (120, 40), (160, 45), (200, 50), (220, 50), (300, 80),
        (45, 20),
    ].map { TerminalSize(columns: $0.0, rows: $0.1) }

    /// Expects the first line to tell one of these in every size.
    func expectFirst(
        _ worst: [String], isCalm: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for size in Self.sizes {
            resize(to: size)
            let isFirst = wait(within: .seconds(10)) { screen in
                guard screen.size == size else { return false }
                let line = screen.text(row: 0)
                // Cut at the edge of a small screen, it is still the first that is said.
                let isShown = worst.contains { words in
                    line.contains(words) || size.columns < 80 && line.contains(words.prefix(8))
                }
                return isShown && (isCalm || !line.contains("nominal"))
            }
            #expect(
                isFirst != nil, "\(size): \(look { $0.text(row: 0) })", sourceLocation: sourceLocation)
        }
    }
}
