/// Where the terminal's cursor is, and the shortest way to another place.
struct CursorTravel {
    private let capabilities: Capabilities
    /// `nil` where it is not known: behind the last column, and behind what terminals give different widths.
    private(set) var x: Int?
    private(set) var y: Int?

    init(_ capabilities: Capabilities) { self.capabilities = capabilities }

    /// Nothing is known any more.
    mutating func forget() { (x, y) = (nil, nil) }

    /// The cursor's column is not known any more.
    mutating func forgetColumn() { x = nil }

    /// The terminal itself has moved the cursor on in its row.
    mutating func advance(to x: Int) { self.x = x }

    /// What the way within the row to a column takes, in bytes.
    func cost(toColumn column: Int) -> Int { horizontal(to: column).cost }

    /// Appends the shortest of what leads to a place.
    mutating func move(toX column: Int, _ row: Int, in bytes: inout [UInt8]) {
        if x == column, y == row { return }
        let absolute = capabilities.position.cost(row, column)
        let across = horizontal(to: column)
        let along = vertical(to: row)
        if across.cost + along.cost < absolute {
            append(across, column, to: &bytes)
            append(along, row, to: &bytes)
        } else {
            capabilities.position.append(row, column, to: &bytes)
        }
        (x, y) = (column, row)
    }
}

extension CursorTravel {
    private enum Step {
        case none
        case back(Int)
        case start
        case control(CapabilityString, Int)
        /// To the start of the row, and from there.
        case startAnd(CapabilityString, Int)
        case feed(Int)
    }

    private typealias Way = (cost: Int, step: Step)

    private static let impossible: Way = (1_000, .none)

    private func horizontal(to column: Int) -> Way {
        if x == column { return (0, .none) }
        if column == 0, capabilities.hasCarriageReturn { return (1, .start) }
        var best = Self.impossible
        if let control = capabilities.column { best = (control.cost(column), .control(control, column)) }
        if let right = capabilities.right, capabilities.hasCarriageReturn {
            let cost = 1 + right.cost(column)
            if cost < best.cost { best = (cost, .startAnd(right, column)) }
        }
        guard let x else { return best }
        let way = x < column ? forward(column - x) : backward(x - column)
        return way.cost < best.cost ? way : best
    }

    private func forward(_ count: Int) -> Way {
        guard let right = capabilities.right else { return Self.impossible }
        return (right.cost(count), .control(right, count))
    }

    private func backward(_ count: Int) -> Way {
        let cost = capabilities.left?.cost(count) ?? 1_000
        if capabilities.hasBackspace, count < cost { return (count, .back(count)) }
        guard let left = capabilities.left else { return Self.impossible }
        return (cost, .control(left, count))
    }

    private func vertical(to row: Int) -> Way {
        guard let y else { return Self.impossible }
        if y == row { return (0, .none) }
        var best = Self.impossible
        if let control = capabilities.row { best = (control.cost(row), .control(control, row)) }
        let count = abs(row - y)
        if row > y, capabilities.hasLineFeed, count < best.cost { best = (count, .feed(count)) }
        if let control = row > y ? capabilities.down : capabilities.up, control.cost(count) < best.cost {
            best = (control.cost(count), .control(control, count))
        }
        return best
    }

    private func append(_ way: Way, _ target: Int, to bytes: inout [UInt8]) {
        switch way.step {
        case .none: break
        case .back(let count): bytes.append(contentsOf: repeatElement(0x08, count: count))
        case .start: bytes.append(0x0D)
        case .control(let control, let number): control.append(number, to: &bytes)
        case .startAnd(let control, let number):
            bytes.append(0x0D)
            control.append(number, to: &bytes)
        case .feed(let count): bytes.append(contentsOf: repeatElement(0x0A, count: count))
        }
    }
}
