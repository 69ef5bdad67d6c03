/// The numbers of a control sequence: up to 32, an omitted one told from a zero.
struct SequenceParameters: ~Copyable {
    /// How many numbers are kept; a longer list is cut.
    static let limit = 32
    /// The largest number that is told apart from larger ones.
    static let ceiling: Int32 = 65_535

    private let values: UnsafeMutablePointer<Int32>
    /// How many numbers there are, at least 1 once anything was read.
    private(set) var count = 0
    /// A bit for each number that a colon, not a semicolon, stands before.
    private var joined: UInt32 = 0

    init() {
        values = .allocate(capacity: Self.limit)
        values.initialize(repeating: -1, count: Self.limit)
    }

    deinit {
        values.deallocate()
    }

    @inline(__always)
    mutating func removeAll() {
        count = 0
        joined = 0
    }

    /// Adds a number, -1 for an omitted one.
    @inline(__always)
    mutating func append(_ value: Int32, joined isJoined: Bool) {
        guard count < Self.limit else { return }
        values[count] = value
        if isJoined { joined |= 1 << UInt32(count) }
        count &+= 1
    }

    /// A number, or `fallback` when it is omitted or missing.
    @inline(__always)
    func value(_ index: Int, or fallback: Int = 0) -> Int {
        if index >= count { return fallback }
        let value = values[index]
        return value < 0 ? fallback : Int(value)
    }

    /// A number that counts something: omitted, missing and 0 all mean 1.
    @inline(__always)
    func amount(_ index: Int = 0) -> Int {
        max(value(index, or: 1), 1)
    }

    /// Whether a colon binds the number to the one before it.
    @inline(__always)
    func isJoined(_ index: Int) -> Bool {
        index < count && joined & 1 << UInt32(index) != 0
    }

    /// How many numbers from one on are bound to it by colons.
    func joinedCount(after index: Int) -> Int {
        var next = index + 1
        while isJoined(next) { next += 1 }
        return next - index - 1
    }
}

/// The payload of OSC, DCS, APC, PM and SOS, kept only as far as it is of use.
struct ControlString {
    enum Kind {
        case command
        case deviceControl
        /// APC, PM, SOS: read to the end and dropped.
        case ignored
    }

    private(set) var kind = Kind.ignored
    private var bytes: [UInt8] = []
    private var limit = 0
    private var isTooLong = false

    mutating func begin(_ kind: Kind, limit: Int) {
        self.kind = kind
        self.limit = limit
        isTooLong = false
        bytes.removeAll(keepingCapacity: bytes.capacity <= 65_536)
    }

    /// Adds a byte; a string that grows beyond its limit is dropped as a whole.
    mutating func append(_ byte: UInt8) {
        if bytes.count < limit { bytes.append(byte) } else { isTooLong = true }
    }

    /// Carries the string out.
    func perform(on screen: inout TerminalScreen, bell: Bool) {
        if isTooLong { return }
        switch kind {
        case .command: screen.perform(operatingSystemCommand: bytes, bell: bell)
        case .deviceControl: screen.perform(deviceControl: bytes)
        case .ignored: break
        }
    }
}
