/// Values that cells name by number: each once, in the order in which they came.
struct InternTable<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value]
    private var numbers: [Value: Int] = [:]
    /// Values beyond this many get the number 0.
    private let limit: Int

    init(_ first: [Value] = [], limit: Int) {
        values = first
        self.limit = limit
        for (number, value) in first.enumerated() { numbers[value] = number }
    }

    /// The number of a value, which is 0 when the table is full.
    mutating func number(of value: Value) -> Int {
        if let known = numbers[value] { return known }
        guard values.count < limit else { return 0 }
        values.append(value)
        numbers[value] = values.count - 1
        return values.count - 1
    }

    /// Whether the same numbers are the same values, as far as both tables have them.
    func agrees(with other: InternTable) -> Bool {
        values.count == other.values.count
            ? values == other.values : zip(values, other.values).allSatisfy { $0 == $1 }
    }

    subscript(number: Int) -> Value { values[number] }
}
