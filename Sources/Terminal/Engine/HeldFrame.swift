import CPOSIX

/// The bytes of a frame that is shown only when it is whole (mode 2026,
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036), and what came behind it.
///
/// However often a program begins frames and never ends them, no byte is looked at more than twice.
struct HeldFrame {
    /// How long the end of a frame is waited for, in nanoseconds.
    private static let patience: UInt64 = 150_000_000
    /// How many bytes a frame may have.
    private static let limit = 2 << 20
    private static let ending: StaticString = "\u{1b}[?2026l"

    /// Whether a frame has begun whose end is waited for.
    private(set) var isOpen = false
    /// When it is shown at the latest, in nanoseconds of the caller's clock.
    private(set) var deadline: UInt64 = 0
    /// It was waited for long enough: what came is shown, whatever frames begin in it.
    private(set) var isOverdue = false
    private var bytes: [UInt8] = []
    /// How many of the bytes were shown.
    private var shown = 0
    /// Where the first end behind them is, as far as that is known, and how far none was found.
    private var end: Int?
    private var searched = 0

    /// Whether no byte waits.
    var isEmpty: Bool { shown == bytes.count }

    /// Where the first end is among bytes.
    static func end(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = bytes.baseAddress,
            let found = memmem(base, bytes.count, ending.utf8Start, ending.utf8CodeUnitCount)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Begins a frame with what follows its beginning, which is the newest of what waits if anything does.
    mutating func open(with rest: UnsafeBufferPointer<UInt8>, at time: UInt64) {
        let later = bytes[shown...]
        bytes = Array(rest) + later
        shown = 0
        end = nil
        searched = 0
        isOpen = true
        deadline = time + Self.patience
    }

    /// Adds bytes.
    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// Whether an end is among what waits and the so many bytes before it, which were taken last.
    mutating func hasEnd(before count: Int = 0) -> Bool {
        let start = shown - count
        if let end, end >= start { return true }
        // The end may lie across the seam to what is new.
        let first = min(max(start, searched - Self.ending.utf8CodeUnitCount + 1), bytes.count)
        end = bytes.withUnsafeBufferPointer { bytes in
            Self.end(in: UnsafeBufferPointer(rebasing: bytes[max(first, 0)...])).map { $0 + max(first, 0) }
        }
        searched = bytes.count
        return end != nil
    }

    /// Whether some of what waits is to be shown now.
    mutating func isDue(at time: UInt64) -> Bool {
        if !isOpen { return !isEmpty }
        return hasEnd() || time >= deadline || bytes.count > Self.limit
    }

    /// Ends the waiting and takes some of the bytes.
    mutating func release(atMost count: Int) -> [UInt8] {
        if isOpen {
            isOpen = false
            isOverdue = !hasEnd()
        }
        let piece = Array(bytes[shown..<min(shown + count, bytes.count)])
        shown += piece.count
        return piece
    }

    /// Begins anew once nothing waits any more.
    mutating func settle() {
        if isEmpty, !isOpen { self = HeldFrame() }
    }
}
