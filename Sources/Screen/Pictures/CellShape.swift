/// A character that is lines, blocks or dots, as rectangles: it needs no font, and meets its neighbours without a gap.
struct CellShape {
    /// A part of a cell, in tenths of its width and twentieths of its height.
    struct Part: Hashable {
        let x, y, width, height: Double
    }

    let parts: [Part]
    /// How many fourths of it are the ink; the rest is what lies behind.
    var fourths = 4

    /// `nil` for a character that a font has to draw.
    init?(_ character: Character) {
        guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
            return nil
        }
        switch scalar.value {
        case 0x2800...0x28FF: parts = Self.braille(scalar.value - 0x2800)
        case 0x2591...0x2593:
            parts = [Part(x: 0, y: 0, width: 10, height: 20)]
            fourths = Int(scalar.value - 0x2590)
        case 0x2580...0x259F: parts = Self.block(scalar.value - 0x2580)
        default:
            guard let line = Self.lines[character] else { return nil }
            parts = line
        }
    }

    /// Dots 1–8 by bit (Unicode Standard, 21.1).
    private static func braille(_ dots: UInt32) -> [Part] {
        let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
        return places.enumerated().filter { dots & 1 << UInt32($0.offset) != 0 }.map { _, place in
            Part(x: 1 + 5 * Double(place.0), y: 1 + 5 * Double(place.1), width: 3, height: 3)
        }
    }

    /// Halves, eighths and quarters, counted from U+2580.
    private static func block(_ number: UInt32) -> [Part] {
        let count = Double(number)
        switch number {
        case 0x00: return [Part(x: 0, y: 0, width: 10, height: 10)]
        case 0x01...0x08: return [Part(x: 0, y: 20 - 2.5 * count, width: 10, height: 2.5 * count)]
        case 0x09...0x0F: return [Part(x: 0, y: 0, width: 1.25 * (16 - count), height: 20)]
        case 0x10: return [Part(x: 5, y: 0, width: 5, height: 20)]
        case 0x14: return [Part(x: 0, y: 0, width: 10, height: 2.5)]
        case 0x15: return [Part(x: 8.75, y: 0, width: 1.25, height: 20)]
        default:
            // Upper left, upper right, lower left, lower right.
            let quarters: [UInt8] = [
                0b0010, 0b0001, 0b1000, 0b1011, 0b1001, 0b1110, 0b1101, 0b0100, 0b0110, 0b0111,
            ]
            let index = Int(number) - 0x16
            guard quarters.indices.contains(index) else { return [] }
            return (0..<4).filter { quarters[index] & 8 >> UInt8($0) != 0 }.map { quarter in
                Part(x: quarter % 2 == 0 ? 0 : 5, y: quarter < 2 ? 0 : 10, width: 5, height: 10)
            }
        }
    }

    /// The lines of boxes: for each weight the pieces in the order of ``arms``.
    private static let lines: [Character: [Part]] = {
        var lines: [Character: [Part]] = [:]
        let weights: [(String, width: Double, offsets: [Double])] = [
            ("─│┌┐┘└├┤┬┴┼", 1, [0]), ("─│╭╮╯╰├┤┬┴┼", 1, [0]), ("━┃┏┓┛┗┣┫┳┻╋", 2.5, [0]),
            ("═║╔╗╝╚╠╣╦╩╬", 1, [-1.5, 1.5]),
        ]
        for (pieces, width, offsets) in weights {
            for (piece, arms) in zip(pieces, Self.arms) {
                lines[piece] = offsets.flatMap { arms.parts(width: width, offset: $0) }
            }
        }
        for (pieces, width) in [("╴╵╶╷", 1.0), ("╸╹╺╻", 2.5)] {
            for (piece, arm) in zip(pieces, [Arms.left, .up, .right, .down]) {
                lines[piece] = arm.parts(width: width, offset: 0)
            }
        }
        return lines
    }()

    private static let arms: [Arms] = [
        [.left, .right], [.up, .down], [.right, .down], [.left, .down], [.left, .up], [.right, .up],
        [.up, .down, .right], [.up, .down, .left], [.left, .right, .down], [.left, .right, .up],
        [.left, .right, .up, .down],
    ]
}

/// Where the lines of a box's piece go from the middle of the cell.
private struct Arms: OptionSet {
    let rawValue: UInt8

    static let up = Arms(rawValue: 1)
    static let right = Arms(rawValue: 2)
    static let down = Arms(rawValue: 4)
    static let left = Arms(rawValue: 8)

    /// One line of that width in each direction, beside the middle by an offset.
    func parts(width: Double, offset: Double) -> [CellShape.Part] {
        let half = width / 2
        var parts: [CellShape.Part] = []
        if contains(.left) || contains(.right) {
            let start = contains(.left) ? 0 : 5 - half - abs(offset)
            let end = contains(.right) ? 10 : 5 + half + abs(offset)
            parts.append(CellShape.Part(x: start, y: 10 + offset - half, width: end - start, height: width))
        }
        if contains(.up) || contains(.down) {
            let start = contains(.up) ? 0 : 10 - half - abs(offset)
            let end = contains(.down) ? 20 : 10 + half + abs(offset)
            parts.append(CellShape.Part(x: 5 + offset - half, y: start, width: width, height: end - start))
        }
        return parts
    }
}
