/// A hyperlink (OSC 8, https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda): untrusted text.
package struct Hyperlink: Hashable, Sendable {
    /// Where it leads: printable ASCII, at most 2,083 bytes.
    package let address: String
    /// By what a program says that pieces apart from each other are one link; empty when it does not.
    package let identifier: String

    /// How long the two may be, in bytes, as VTE and iTerm2 have them.
    private static let addressLimit = 2_083
    private static let identifierLimit = 250

    /// Reads `key=value:key=value;address`, where only the key `id` has a meaning; `nil` ends a link.
    init?(_ value: ArraySlice<UInt8>) {
        guard let separator = value.firstIndex(of: 0x3b) else { return nil }
        let address = value[(separator + 1)...]
        guard !address.isEmpty, address.count <= Self.addressLimit,
            address.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
        else { return nil }
        self.address = String(decoding: address, as: UTF8.self)
        let name = Array("id=".utf8)
        let pairs = value[..<separator].split(separator: 0x3a)
        let id = pairs.first { $0.starts(with: name) }?.dropFirst(name.count) ?? []
        identifier = id.count <= Self.identifierLimit ? UntrustedText.line(id, limit: id.count) : ""
    }

    /// What stands before the address in the command that makes the link.
    var parameters: String { identifier.isEmpty ? "" : "id=\(identifier)" }

    /// How much it takes in a table that is bounded in bytes.
    var size: Int { address.utf8.count + identifier.utf8.count }
}

extension TerminalScreen {
    /// OSC 8: what is printed from now on leads somewhere, or nowhere any more.
    mutating func openLink(_ value: ArraySlice<UInt8>) {
        penCells.isStale = true
        cursor.pen.link = Hyperlink(value).map { number(of: $0) } ?? 0
    }
}

/// The hyperlinks (OSC 8), each once: those of the same address and identifier are one.
struct LinkTable {
    /// How many links may be alive.
    static let limit = 32_767
    /// How many bytes they may take together.
    static let byteLimit = 8_388_608

    private var entries: [Hyperlink?] = [nil]
    private var numbers: [Hyperlink: Int] = [:]
    private var free: [Int] = []
    private var bytes = 0
    /// How many links, with those that found no room, make a sweep due.
    private var crowd = 1_024
    /// Links that found no room since the last sweep, the long ones counted more.
    private var refused = 0

    /// One more than the highest number ever given.
    var bound: Int { entries.count }

    /// Whether a sweep is due before the next insertion.
    var isCrowded: Bool { numbers.count + refused >= crowd }

    /// A link by its number.
    subscript(number: Int) -> Hyperlink? { entries[number] }

    /// The number of a link the table already has.
    func number(of link: Hyperlink) -> Int? { numbers[link] }

    /// Takes a link; `nil` when there is no room.
    mutating func insert(_ link: Hyperlink) -> Int? {
        let size = link.size
        guard numbers.count < Self.limit, bytes + size <= Self.byteLimit else {
            refused += 1 + size / 256
            return nil
        }
        bytes += size
        let number: Int
        if let freed = free.popLast() {
            number = freed
            entries[number] = link
        } else {
            number = entries.count
            entries.append(link)
        }
        numbers[link] = number
        return number
    }

    /// Frees every number that is not in the set.
    mutating func sweep(keeping used: borrowing NumberSet) {
        for number in 1..<entries.count where !used.contains(number) {
            guard let link = entries[number] else { continue }
            bytes -= link.size
            numbers[link] = nil
            entries[number] = nil
            free.append(number)
        }
        refused = 0
        crowd = min(max(1_024, numbers.count * 2), max(Self.limit, numbers.count + Self.limit / 8))
    }
}
