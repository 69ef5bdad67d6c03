/// What DECCARA and DECRARA do to a rendition: VT420's attributes set, taken away or turned over.
struct AttributeChange {
    private var set: TerminalStyle.Attributes = []
    private var cleared: TerminalStyle.Attributes = []
    private var turned: TerminalStyle.Attributes = []
    private var underline: TerminalStyle.Underline?
    private var turnsUnderline = false

    private static let all: TerminalStyle.Attributes = [.bold, .blink, .inverse]
    private static let attributes: [Int: TerminalStyle.Attributes] = [
        1: .bold, 5: .blink, 7: .inverse, 8: .hidden,
    ]

    /// DECCARA: as SGR with 0, 1, 4, 5, 7, 8 and 22, 24, 25, 27, 28.
    mutating func add(_ number: Int) {
        switch number {
        case 0:
            clear(Self.all)
            underline = TerminalStyle.Underline.none
        case 4: underline = .single
        case 24: underline = TerminalStyle.Underline.none
        case 20...29: clear(Self.attributes[number == 22 ? 1 : number - 20] ?? [])
        default:
            set.formUnion(Self.attributes[number] ?? [])
            cleared.subtract(Self.attributes[number] ?? [])
        }
    }

    private mutating func clear(_ attributes: TerminalStyle.Attributes) {
        cleared.formUnion(attributes)
        set.subtract(attributes)
    }

    /// DECRARA: 1, 4, 5, 7, 8, or 0 for the first four of them.
    mutating func turn(_ number: Int) {
        turned.formSymmetricDifference(number == 0 ? Self.all : Self.attributes[number] ?? [])
        if number == 0 || number == 4 { turnsUnderline.toggle() }
    }

    func applied(to style: TerminalStyle) -> TerminalStyle {
        var style = style
        style.attributes.formUnion(set)
        style.attributes.subtract(cleared)
        style.attributes.formSymmetricDifference(turned)
        style.underline = underline ?? style.underline
        if turnsUnderline { style.underline = style.underline == .none ? .single : .none }
        return style
    }
}

extension TerminalScreen {
    /// DECSACE: attribute changes take the stream of cells from the rectangle's start to its end (0, 1), or itself (2).
    mutating func setAttributeExtent(_ what: Int) {
        if what <= 2 { rectangles.extent = what }
    }

    /// DECCARA, and with `turning` DECRARA: changes the rendition of cells and leaves their characters.
    mutating func changeAttributes(_ parameters: borrowing SequenceParameters, turning: Bool) {
        guard let area = rectangle(parameters, at: 0) else { return }
        var change = AttributeChange()
        for index in 4..<max(4, parameters.count) {
            if turning { change.turn(parameters.value(index)) } else { change.add(parameters.value(index)) }
        }
        let reach = reach
        var found = FoundStyle()
        for row in area.rows {
            let isWhole = rectangles.extent == 2
            let first =
                isWhole || row == area.rows.lowerBound ? area.columns.lowerBound : reach.columns.lowerBound
            let last =
                isWhole || row == area.rows.upperBound ? area.columns.upperBound : reach.columns.upperBound
            if first <= last { apply(change, row: row, first...last, &found) }
        }
    }

    private mutating func apply(
        _ change: AttributeChange, row: Int, _ columns: ClosedRange<Int>, _ found: inout FoundStyle
    ) {
        if columns.count == self.columns, let cell = grid.filling(row) {
            let turned = found.turned(for: cell) { number(of: change.applied(to: style(of: cell))) }
            return grid.fill(row, with: TerminalCell(bits: cell.bits ^ turned))
        }
        let line = grid.line(row)
        var first = columns.lowerBound
        while first <= columns.upperBound {
            let cell = line[first]
            let turned = found.turned(for: cell) { number(of: change.applied(to: style(of: cell))) }
            first = Self.restyle(line, first...columns.upperBound, found.former, turned)
        }
        touch(row: row, through: columns.upperBound)
    }

    /// Gives another style to the cells of one style at the beginning of some columns; returns the first column that is none.
    ///
    /// Sixteen at once: a sequence of some bytes reaches every cell of the screen.
    private static func restyle(
        _ line: UnsafeMutablePointer<TerminalCell>, _ columns: ClosedRange<Int>, _ former: UInt64,
        _ turned: UInt64
    ) -> Int {
        var column = columns.lowerBound
        while column &+ 15 <= columns.upperBound {
            let place = UnsafeMutableRawPointer(line + column)
            let first = place.loadUnaligned(as: SIMD8<UInt64>.self)
            let second = place.loadUnaligned(fromByteOffset: 64, as: SIMD8<UInt64>.self)
            let others = (first ^ former) | (second ^ former)
            let half = others.lowHalf | others.highHalf
            let quarter = half.lowHalf | half.highHalf
            guard (quarter.x | quarter.y) & TerminalCell.styleMask == 0 else { break }
            place.storeBytes(of: first ^ turned, as: SIMD8<UInt64>.self)
            place.storeBytes(of: second ^ turned, toByteOffset: 64, as: SIMD8<UInt64>.self)
            column &+= 16
        }
        while column <= columns.upperBound, line[column].bits & TerminalCell.styleMask == former {
            line[column].bits ^= turned
            column += 1
        }
        return column
    }
}

/// The style that a change made of another one last: most rows have the same.
private struct FoundStyle {
    /// The style bits of cells before the change; no cell has all of them when none was found yet.
    private(set) var former: UInt64 = .max
    /// The bits that the change turns over in them.
    private var turned: UInt64 = 0

    /// The bits that the change turns over in a cell, found anew for a cell of another style than the last.
    mutating func turned(for cell: TerminalCell, number: () -> Int) -> UInt64 {
        let bits = cell.bits & TerminalCell.styleMask
        if former != bits {
            former = bits
            turned = bits ^ UInt64(number()) << TerminalCell.styleShift
        }
        return turned
    }
}
