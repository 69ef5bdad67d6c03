import Screen

/// A frame as a reviewer reads it: its text, and below that what each cell is drawn as.
///
/// `roles` has a letter a cell for the role of its text, in upper case where it is bold, and nothing for a cell in
/// which there is nothing to see. `grounds` has one for what lies behind it, and nothing for what lies behind
/// everything; `attributes` one for whatever else can be seen of its text. The last two are there only where
/// they say something. Each block begins with what its letters mean.
struct RolePicture {
    /// Rows of the same kind, as many as the frame has.
    struct Block: Equatable {
        let name: String
        /// What the letters mean, in the order of the theme's lists.
        let legend: String
        let rows: [String]
    }

    let blocks: [Block]

    private static let sign = "=== "

    /// The picture of a frame drawn in that ink on a ground that is not worth a letter.
    init(_ frame: Frame, in ink: RoleInk, over base: Color) {
        let rows = (0..<frame.size.height).map { y in (0..<frame.size.width).map { frame.seen($0, y) } }
        let roles = Self.block("roles", ink, rows) { cell in
            cell.isBlank ? nil : (cell.style.foreground, cell.style.attributes.contains(.bold))
        }
        let grounds = Self.block("grounds", ink, rows) { cell in
            cell.style.background == base ? nil : (cell.style.background, false)
        }
        blocks =
            [Block(name: "text", legend: "", rows: (0..<frame.size.height).map(frame.text(row:))), roles]
            + [grounds, Self.attributes(rows)].filter { $0.rows.contains { !$0.isEmpty } }
    }

    /// Reads what ``text`` gave.
    init(parsing text: String) {
        var blocks: [Block] = []
        var (name, legend, rows) = ("text", "", [String]())
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            guard line.hasPrefix(Self.sign) else {
                rows.append(String(line))
                continue
            }
            blocks.append(Block(name: name, legend: legend, rows: rows))
            let heading = line.dropFirst(Self.sign.count).split(separator: ":", maxSplits: 1)
            (name, legend, rows) = (String(heading[0]), String(heading.last?.dropFirst() ?? ""), [])
        }
        self.blocks = blocks + [Block(name: name, legend: legend, rows: rows)]
    }

    /// The blocks below each other.
    var text: String {
        blocks.map { block in
            let heading = block.name == "text" ? [] : ["\(Self.sign)\(block.name): \(block.legend)"]
            return (heading + block.rows).map { $0 + "\n" }.joined()
        }
        .joined()
    }

    subscript(name: String) -> Block {
        blocks.first { $0.name == name } ?? Block(name: name, legend: "", rows: [])
    }
}

extension RolePicture {
    private static func block(
        _ name: String, _ ink: RoleInk, _ rows: [[SeenCell]],
        _ look: (SeenCell) -> (color: Color, isBold: Bool)?
    ) -> Block {
        var used: Set<RoleInk.Mark> = []
        let lines = rows.map { row in
            line(row) { cell in
                guard let (color, isBold) = look(cell) else { return " " }
                let mark = ink.mark(color)
                used.insert(mark)
                return isBold ? Character(mark.letter.uppercased()) : mark.letter
            }
        }
        let known = ink.marks.map(\.mark).filter(used.contains) + used.filter { $0.letter == "?" }
        return Block(
            name: name, legend: known.map { "\($0.letter) \($0.name)" }.joined(separator: ", "), rows: lines)
    }

    /// Other attributes than bold, lettered as they come, for there are few and of many kinds.
    private static func attributes(_ rows: [[SeenCell]]) -> Block {
        var kinds: [Attributes] = []
        let lines = rows.map { row in
            line(row) { cell in
                let others = cell.style.attributes.subtracting(.bold)
                guard !cell.isBlank, !others.isEmpty else { return " " }
                if !kinds.contains(others) { kinds.append(others) }
                return letter(kinds.firstIndex(of: others) ?? 0)
            }
        }
        let legend = kinds.enumerated().map { "\(letter($0)) \($1.names.joined(separator: " and "))" }
        return Block(name: "attributes", legend: legend.joined(separator: ", "), rows: lines)
    }

    private static func letter(_ index: Int) -> Character { Character(String(index + 10, radix: 36)) }

    private static func line(_ row: [SeenCell], _ letter: (SeenCell) -> Character) -> String {
        var line = String(row.map(letter))
        while line.last == " " { line.removeLast() }
        return line
    }
}

/// A cell, where the right half of a wide character is what the left one is.
private struct SeenCell {
    let style: Style
    /// Whether no text and no line is seen in it.
    let isBlank: Bool
}

extension Frame {
    fileprivate func seen(_ x: Int, _ y: Int) -> SeenCell {
        let cell = self[self[x, y].columns == 0 ? x - 1 : x, y]
        let lines = cell.style.attributes.subtracting([.bold, .dim, .italic])
        return SeenCell(style: cell.style, isBlank: cell.character == " " && lines.isEmpty)
    }
}

extension Attributes {
    fileprivate var names: [String] {
        let all: [(Attributes, String)] = [
            (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.blink, "blink"),
            (.reverse, "reverse"), (.strikethrough, "struck"), (.overline, "overline"),
            (.doubleUnderline, "double underline"), (.curlyUnderline, "curly underline"),
            (.dottedUnderline, "dotted underline"), (.dashedUnderline, "dashed underline"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}
