/// The numbers of a control sequence; a missing one is nil or its default.
struct SequenceNumbers {
    private let fields: [[Int]]

    /// Reads `1;5:2`; nil where other bytes stand among the digits, as in the private sequences of answers.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.allSatisfy({ (0x30...0x3B).contains($0) || $0 == UInt8(ascii: "$") }) else { return nil }
        fields = bytes.filter { $0 != UInt8(ascii: "$") }
            .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
            .map { field in
                field.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
                    .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
            }
    }

    var count: Int { fields.count }
    var isEmpty: Bool { fields == [[0]] || fields == [] || fields == [[]] }

    subscript(index: Int) -> Int { index < fields.count ? fields[index].first ?? 0 : 0 }

    /// A number behind colons within a field; 0 for a missing one.
    func field(_ index: Int, _ part: Int) -> Int {
        index < fields.count && part < fields[index].count ? fields[index][part] : 0
    }

    /// A number less one as the bits of modifiers: shift 1, alt 2, control 4, super 8, hyper 16, meta 32, locks 64 and
    /// 128 (kitty).
    func bits(at index: Int) -> UInt8 {
        UInt8(clamping: max(0, self[index] - 1))
    }

    /// Kitty's event type: 1 pressed, 2 repeated, 3 let go.
    var event: Int { max(field(1, 1), 1) }

    /// Whether a letter with these numbers is a key and not a report such as that of the cursor's place, which has R.
    func isKey(_ final: UInt8) -> Bool {
        let limit = final == UInt8(ascii: "R") ? 64 : 256
        return count <= 1 || count == 2 && self[0] <= 1 && self[1] <= limit
    }
}

extension Key.Modifiers {
    /// Without the locks, which bindings do not know.
    init(bits: UInt8) {
        self.init(rawValue: bits & 0x3F)
    }
}
