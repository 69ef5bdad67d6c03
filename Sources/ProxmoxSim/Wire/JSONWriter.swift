import Text

/// Writes values as JSON the way Perl does: the order of keys means nothing and changes.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var turn: UInt64

    init(seed: UInt64, capacity: Int = 1_024) {
        turn = seed
        bytes.reserveCapacity(capacity)
    }

    mutating func write(_ value: Datum) {
        switch value {
        case .null: append("null")
        case .flag(let value): append(value ? "true" : "false")
        case .int(let value): append(value)
        case .number(let value): append(value)
        case .text(let value): JSONText.append(quoted: value, to: &bytes)
        case .list(let values): append(values)
        case .row(let row): write(row)
        }
    }

    /// Writes punctuation between values.
    mutating func write(byte: UInt8) {
        bytes.append(byte)
    }

    mutating func write(_ row: Row) {
        bytes.append(UInt8(ascii: "{"))
        let count = row.cells.count
        turn = turn &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let start = count == 0 ? 0 : Int((turn >> 33) % UInt64(count))
        for offset in 0..<count {
            if offset > 0 { bytes.append(UInt8(ascii: ",")) }
            let cell = row.cells[(start + offset) % count]
            JSONText.append(quoted: cell.key, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            write(cell.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(_ values: [Datum]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func append(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func append(_ number: Double) {
        if let whole = Int(exactly: number) {
            append(whole)
        } else {
            append(number.isFinite ? number.description : "null")
        }
    }

    private mutating func append(_ number: Int) {
        guard number < 0 || number > 9 else {
            bytes.append(UInt8(ascii: "0") + UInt8(number))
            return
        }
        append(number.description)
    }
}

/// A list of rows that is written while it grows.
struct RowList {
    private var writer: JSONWriter
    private var isEmpty = true

    init(seed: UInt64, capacity: Int) {
        writer = JSONWriter(seed: seed, capacity: capacity)
        writer.write(byte: UInt8(ascii: "["))
    }

    mutating func add(_ row: Row) {
        if !isEmpty { writer.write(byte: UInt8(ascii: ",")) }
        isEmpty = false
        writer.write(row)
    }

    /// Ends the list and gives its JSON.
    mutating func finish() -> [UInt8] {
        writer.write(byte: UInt8(ascii: "]"))
        return writer.bytes
    }
}
