/// A JSON value on its way out.
///
/// Rows are lists of cells and not dictionaries: a cluster of 50,000 guests is written every ten seconds,
/// and a missing value is a missing key.
enum Datum: Sendable {
    case null
    case flag(Bool)
    case int(Int)
    case number(Double)
    case text(String)
    case list([Datum])
    case row(Row)
}

/// The members of one JSON object; a `nil` value leaves its key out.
struct Row: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var cells: [(key: String, value: Datum)]

    init(dictionaryLiteral elements: (String, Datum?)...) {
        cells = []
        cells.reserveCapacity(elements.count)
        for (key, value) in elements {
            if let value { cells.append((key, value)) }
        }
    }

    init(_ cells: [(key: String, value: Datum)]) {
        self.cells = cells
    }

    subscript(key: String) -> Datum? {
        get { cells.first { $0.key == key }?.value }
        set {
            cells.removeAll { $0.key == key }
            if let newValue { cells.append((key, newValue)) }
        }
    }

    /// Adds the cells of another row behind these.
    mutating func append(_ other: Row) {
        cells.append(contentsOf: other.cells)
    }
}

extension Datum {
    /// Proxmox's booleans: 1 or 0.
    static func bit(_ value: Bool) -> Datum { .int(value ? 1 : 0) }

    static func rows(_ rows: [Row]) -> Datum { .list(rows.map { .row($0) }) }
}

extension Datum: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) {
        self = .text(value)
    }

    init(integerLiteral value: Int) {
        self = .int(value)
    }

    init(floatLiteral value: Double) {
        self = .number(value)
    }

    init(arrayLiteral elements: Datum...) {
        self = .list(elements)
    }

    init(dictionaryLiteral elements: (String, Datum?)...) {
        var row: Row = [:]
        for (key, value) in elements { row[key] = value }
        self = .row(row)
    }
}
