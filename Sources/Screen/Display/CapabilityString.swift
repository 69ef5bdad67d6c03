import CNCurses

/// A capability that takes numbers, as `cup` takes a row and a column (terminfo(5), "Parameterized Strings").
struct CapabilityString: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        /// `CSI n F` or `CSI n ; m F`, with this much added to the numbers (ECMA-48 §5.4).
        case sequence(final: UInt8, added: Int)
        /// Anything else, for tiparm(3X).
        case other(String)
    }

    private let form: Form
    private let count: Int

    /// Takes a capability of one or two numbers; to be called on the thread that draws.
    init(_ capability: String, count: Int) {
        self.count = count
        let tried = CapabilityString.bytes(of: capability, 3, 5)
        for added in 0...1 {
            let numbers = count == 1 ? "\(3 + added)" : "\(3 + added);\(5 + added)"
            guard let final = tried.last, tried == Array("\u{1B}[\(numbers)".utf8) + [final] else { continue }
            form = .sequence(final: final, added: added)
            return
        }
        form = .other(capability)
    }

    /// How many bytes it takes with these numbers; a guess for what is no sequence.
    func cost(_ first: Int, _ second: Int = 0) -> Int {
        guard case .sequence(_, let added) = form else { return 8 }
        let one = 3 + CapabilityString.digits(first + added)
        return count == 1 ? one : one + 1 + CapabilityString.digits(second + added)
    }

    func append(_ first: Int, _ second: Int = 0, to bytes: inout [UInt8]) {
        switch form {
        case .sequence(let final, let added):
            bytes.append(0x1B)
            bytes.append(UInt8(ascii: "["))
            bytes.append(decimal: first + added)
            if count > 1 {
                bytes.append(UInt8(ascii: ";"))
                bytes.append(decimal: second + added)
            }
            bytes.append(final)
        case .other(let capability): bytes += CapabilityString.bytes(of: capability, first, second)
        }
    }

    private static func bytes(of capability: String, _ first: Int, _ second: Int) -> [UInt8] {
        guard let text = jarvis_capability_with(capability, Int32(first), Int32(second)) else { return [] }
        return Array(String(cString: text).utf8)
    }

    private static func digits(_ number: Int) -> Int {
        number < 10 ? 1 : number < 100 ? 2 : number < 1_000 ? 3 : 4
    }
}

extension [UInt8] {
    /// Appends a number that is not negative in decimal digits.
    mutating func append(decimal number: Int) {
        if number >= 10 { append(decimal: number / 10) }
        append(0x30 + UInt8(truncatingIfNeeded: number % 10))
    }
}
