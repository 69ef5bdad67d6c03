import CPOSIX

/// The bytes of a frame that is shown only when it is whole (mode 2026,
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
struct HeldFrame {
    /// How long the end of a frame is waited for, in nanoseconds.
    private static let patience: UInt64 = 150_000_000
    /// How many bytes a frame may have.
    private static let limit = 2 << 20
    private static let ending: StaticString = "\u{1b}[?2026l"

    /// Whether a frame has begun.
    private(set) var isOpen = false
    /// When it is shown at the latest, in nanoseconds of the caller's clock.
    private(set) var deadline: UInt64 = 0
    private var bytes: [UInt8] = []
    private var isWhole = false

    /// Whether a frame that begins with these bytes ends among them.
    static func hasEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return memmem(base, bytes.count, ending.utf8Start, ending.utf8CodeUnitCount) != nil
    }

    /// Begins a frame with what follows its beginning.
    mutating func open(with rest: UnsafeBufferPointer<UInt8>, at time: UInt64) {
        isOpen = true
        deadline = time + Self.patience
        append(rest)
    }

    /// Adds bytes and looks for the frame's end in them.
    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        // The end may lie across the seam.
        let seam = max(0, bytes.count - Self.ending.utf8CodeUnitCount + 1)
        bytes.append(contentsOf: more)
        if isWhole { return }
        isWhole = bytes.withUnsafeBufferPointer { Self.hasEnd(UnsafeBufferPointer(rebasing: $0[seam...])) }
    }

    /// Whether the frame is to be shown now.
    func isDue(at time: UInt64) -> Bool {
        isOpen && (isWhole || time >= deadline || bytes.count > Self.limit)
    }

    /// Ends the frame and gives its bytes away, with what follows its end.
    mutating func close() -> [UInt8] {
        defer { self = HeldFrame() }
        return bytes
    }
}
