import Glibc

/// What was read from a program's terminal and is not on its screen yet.
struct ReadBytes: ~Copyable {
    /// A terminal device gives no more at once.
    static let portion = 4_095
    /// Sixteen reads of one.
    private static let capacity = 16 * portion

    private let buffer: UnsafeMutableBufferPointer<UInt8>
    /// What is not on the screen yet.
    var rest: UnsafeBufferPointer<UInt8>
    /// How many bytes the last read brought.
    private(set) var count = 0

    init() {
        buffer = .allocate(capacity: Self.capacity)
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<0])
    }

    deinit {
        buffer.deallocate()
    }

    /// Reads what there is, at most a buffer's worth, once everything before is on the screen; `false` when nobody has the
    /// terminal open.
    mutating func fill(from master: Int32) -> Bool {
        var isOpen = true
        count = 0
        while count < Self.capacity {
            let more = Self.read(master, buffer, from: count)
            if more <= 0 {
                isOpen = more < 0 && (errno == EAGAIN || errno == EINTR)
                break
            }
            count += more
        }
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])
        return isOpen
    }

    /// Reads once: to ask again, for nothing, would cost as much as an echo takes to be read.
    mutating func fillOnce(from master: Int32) -> Bool {
        let more = Self.read(master, buffer, from: 0, atMost: Self.portion)
        let isOpen = more > 0 || more < 0 && (errno == EAGAIN || errno == EINTR)
        count = max(more, 0)
        rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[..<count])
        return isOpen
    }

    private static func read(
        _ master: Int32, _ buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int, atMost most: Int = .max
    ) -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        return Glibc.read(master, base + start, min(buffer.count - start, most))
    }
}
