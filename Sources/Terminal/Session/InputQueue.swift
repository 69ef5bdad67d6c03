import Glibc

/// Bytes that wait for a program to read them, in order.
struct InputQueue {
    /// The most bytes that may wait.
    static let limit = 32 << 20

    private var portions: [[UInt8]] = []
    /// The portion being written and how much of it is.
    private var first = 0
    private var offset = 0
    private(set) var count = 0

    /// Adds bytes behind those that wait.
    mutating func append(_ bytes: [UInt8]) throws(TerminalError) {
        if bytes.isEmpty { return }
        guard count + bytes.count <= Self.limit else { throw .inputFull(waiting: count) }
        portions.append(bytes)
        count += bytes.count
    }

    /// Forgets everything.
    mutating func removeAll() {
        self = InputQueue()
    }

    /// Writes as much as a non-blocking descriptor takes, at most 64 KB so that reading gets its turn.
    mutating func write(to descriptor: Int32) {
        var left = 65_536
        while first < portions.count, left > 0 {
            let portion = portions[first]
            let length = min(portion.count - offset, left)
            let written = portion.withUnsafeBytes { bytes -> Int in
                guard let base = bytes.baseAddress else { return 0 }
                return Glibc.write(descriptor, base + offset, length)
            }
            if written <= 0 { return }
            offset += written
            count -= written
            left -= written
            if offset == portion.count { turn() }
        }
    }

    private mutating func turn() {
        portions[first] = []
        first += 1
        offset = 0
        if first == portions.count {
            portions.removeAll()
            first = 0
        }
    }
}
