/// The addresses of hyperlinks (OSC 8), each once, as untrusted text.
struct LinkTable {
    /// How many links may be alive.
    static let limit = 32_767
    /// How many bytes their addresses may take together.
    static let byteLimit = 8_388_608

    private var addresses: [String?] = [nil]
    private var numbers: [String: Int] = [:]
    private var free: [Int] = []
    private var bytes = 0
    private var crowd = 1_024

    /// One more than the highest number ever given.
    var bound: Int { addresses.count }

    /// Whether a sweep is due before the next insertion.
    var isCrowded: Bool { numbers.count >= min(crowd, Self.limit) || bytes >= Self.byteLimit }

    /// The address of a link.
    subscript(number: Int) -> String? { addresses[number] }

    /// The number of an address the table already has.
    func number(of address: String) -> Int? { numbers[address] }

    /// Takes an address; `nil` when there is no room.
    mutating func insert(_ address: String) -> Int? {
        let size = address.utf8.count
        guard numbers.count < Self.limit, bytes + size <= Self.byteLimit else { return nil }
        bytes += size
        let number: Int
        if let freed = free.popLast() {
            number = freed
            addresses[number] = address
        } else {
            number = addresses.count
            addresses.append(address)
        }
        numbers[address] = number
        return number
    }

    /// Frees every number that is not in the set.
    mutating func sweep(keeping used: borrowing NumberSet) {
        for number in 1..<addresses.count where !used.contains(number) {
            guard let address = addresses[number] else { continue }
            bytes -= address.utf8.count
            numbers[address] = nil
            addresses[number] = nil
            free.append(number)
        }
        crowd = max(1_024, numbers.count * 2)
    }
}
