/// Keeps account of the private modes a byte stream sets and resets.
struct ModeLedger {
    /// The modes that were set (the cursor: hidden) and not put back, in order.
    var left: [String] { modes.filter { $0.value }.keys.sorted() }
    private var modes: [String: Bool] = [:]

    init(_ bytes: [UInt8]) { add(bytes) }

    mutating func add(_ bytes: [UInt8]) {
        for sequence in String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}[?").dropFirst(0) {
            let numbers = sequence.prefix { $0.isNumber || $0 == ";" }
            guard let final = sequence.dropFirst(numbers.count).first, final == "h" || final == "l" else {
                continue
            }
            for number in numbers.split(separator: ";") {
                // Wrapping (7) and the cursor (25) are on as a rule, the others off.
                let isOnByRule = number == "7" || number == "25"
                modes[String(number)] = (final == "h") != isOnByRule
            }
        }
    }
}
