import Screen
import Text

/// Covers in a picture what tells whose it is and was not covered before it was drawn.
///
/// Works on what is drawn, so that no panel can forget to take part; every cell stays in its column.
struct CoveredFrame {
    private(set) var frame: Frame

    init(_ frame: Frame, _ names: Pseudonyms) {
        self.frame = frame
        var names = names
        for row in 0..<frame.size.height {
            let line = line(row)
            let cover = TextCover(line.map(\.character), names)
            names = cover.names
            for patch in cover.patches { put(patch, line, row) }
        }
    }

    /// The characters of a row, each with its column; the right halves of wide ones are left out.
    private func line(_ row: Int) -> [(character: Character, x: Int)] {
        (0..<frame.size.width).compactMap { x in
            let cell = frame[x, row]
            return cell.columns > 0 ? (cell.character, x) : nil
        }
    }

    /// Puts what stands for a name over it; a longer one takes blanks behind it, if one is left.
    private mutating func put(_ patch: TextCover.Patch, _ line: [(character: Character, x: Int)], _ row: Int)
    {
        guard let first = patch.range.first else { return }
        let start = line[first].x
        var end = patch.range.upperBound < line.count ? line[patch.range.upperBound].x : frame.size.width
        let blanks = line[patch.range.upperBound...].prefix { $0.character == " " }.count - 1
        end += min(max(0, blanks), max(0, patch.text.columns - (end - start)))
        let style = frame[start, row].style
        for (x, character) in zip(start..<end, patch.text.padded(toColumns: end - start)) {
            frame.set(Cell(character, style: style), at: Point(x: x, y: row))
        }
    }
}
