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
