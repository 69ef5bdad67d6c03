/// A value that cells name by number instead of carrying it.
protocol Interned: Equatable, BitwiseCopyable {
    /// A well mixed hash, the same for equal values.
    var fingerprint: UInt64 { get }
}

/// Which numbers of a table the cells still name.
struct NumberSet: ~Copyable {
    private let words: UnsafeMutablePointer<UInt64>
    private let capacity: Int

    /// An empty set of numbers below `bound`.
    init(below bound: Int) {
        capacity = bound / 64 + 1
        words = .allocate(capacity: capacity)
        words.initialize(repeating: 0, count: capacity)
    }

    deinit {
        words.deallocate()
    }

    @inline(__always)
    mutating func insert(_ number: Int) {
        words[number >> 6] |= 1 << UInt64(number & 63)
    }

    func contains(_ number: Int) -> Bool {
        words[number >> 6] & 1 << UInt64(number & 63) != 0
    }
}

/// Each distinct value once, found by a small number: an open hash table over a growing array.
///
/// Number 0 is the value the table starts with and never goes away. Numbers stay as they are until a sweep
/// frees those that no cell names any more.
struct InternTable<Element: Interned>: ~Copyable {
    /// How many numbers there may be.
    let limit: Int
    /// One more than the highest number ever given.
    private(set) var bound = 1
    private var values: UnsafeMutablePointer<Element>
    private var capacity = 64
    /// A number in each occupied bucket; 0 marks an empty one.
    private var buckets: UnsafeMutablePointer<UInt32>
    private var bucketCount = 256
    private var free: [UInt32] = []
    /// How many values, with those that found no room, make a sweep due.
    private var crowd: Int
    /// Values that found no room since the last sweep.
    private var refused = 0

    init(limit: Int, first: Element) {
        self.limit = limit
        crowd = min(4_096, limit)
        values = .allocate(capacity: capacity)
        values[0] = first
        buckets = .allocate(capacity: bucketCount)
        buckets.initialize(repeating: 0, count: bucketCount)
    }

    deinit {
        values.deallocate()
        buckets.deallocate()
    }

    /// How many values the table holds.
    var count: Int { bound - free.count }

    /// Whether a sweep is due before the next insertion.
    var isCrowded: Bool { count &+ refused >= crowd }

    /// Whether so many values are in use that sweeps find little to free.
    var isFull: Bool { count > limit / 4 * 3 }

    subscript(number: Int) -> Element {
        @inline(__always) get { values[number] }
    }

    /// The number of a value the table already has.
    func number(of value: Element) -> Int? {
        if value == values[0] { return 0 }
        var bucket = Int(truncatingIfNeeded: value.fingerprint) & (bucketCount - 1)
        while buckets[bucket] != 0 {
            let number = Int(buckets[bucket])
            if values[number] == value { return number }
            bucket = (bucket + 1) & (bucketCount - 1)
        }
        return nil
    }

    /// Takes a value the table does not have; `nil` when all numbers are taken.
    mutating func insert(_ value: Element) -> Int? {
        if count >= limit {
            refused &+= 1
            return nil
        }
        let number: Int
        if let freed = free.popLast() {
            number = Int(freed)
        } else {
            number = bound
            if bound == capacity { grow() }
            bound += 1
        }
        values[number] = value
        if count * 2 > bucketCount { spread(over: bucketCount * 2) } else { place(number) }
        return number
    }

    /// Frees every number that is not in the set.
    ///
    /// The next sweep is due after as many insertions, or refusals where nothing was to be freed, as make its
    /// cost small for each.
    mutating func sweep(keeping used: borrowing NumberSet) {
        free.removeAll(keepingCapacity: true)
        for number in stride(from: bound - 1, to: 0, by: -1) where !used.contains(number) {
            free.append(UInt32(number))
        }
        refused = 0
        crowd = min(max(4_096, count * 2), max(limit, count + limit / 8))
        spread(over: bucketCount)
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.update(from: values, count: capacity)
        values.deallocate()
        values = larger
        capacity *= 2
    }

    private mutating func spread(over size: Int) {
        buckets.deallocate()
        buckets = .allocate(capacity: size)
        buckets.initialize(repeating: 0, count: size)
        bucketCount = size
        var absent = NumberSet(below: bound)
        for number in free { absent.insert(Int(number)) }
        for number in 1..<max(bound, 1) where !absent.contains(number) { place(number) }
    }

    private func place(_ number: Int) {
        var bucket = Int(truncatingIfNeeded: values[number].fingerprint) & (bucketCount - 1)
        while buckets[bucket] != 0 { bucket = (bucket + 1) & (bucketCount - 1) }
        buckets[bucket] = UInt32(number)
    }
}

extension TerminalStyle: Interned {
    var fingerprint: UInt64 {
        let colors = UInt64(foreground.bits) | UInt64(background.bits) << 32
        let rest =
            UInt64(underlineColor.bits) << 32 | UInt64(attributes.rawValue) << 8 | UInt64(underline.rawValue)
        let mixed = (colors ^ rest &* 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ mixed >> 32
    }
}
