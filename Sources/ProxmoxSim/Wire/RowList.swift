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
