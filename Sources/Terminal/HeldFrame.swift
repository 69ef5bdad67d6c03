/// The bytes of a frame that is shown only when it is whole (mode 2026,
/// https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036).
struct HeldFrame {
    /// How long the end of a frame is waited for, in nanoseconds.
    private static let patience: UInt64 = 150_000_000
    /// How many bytes a frame may have.
    private static let limit = 2 << 20
    private static let ending = Array("\u{1b}[?2026l".utf8)

    /// Whether a frame has begun.
    private(set) var isOpen = false
    /// When it is shown at the latest, in nanoseconds of the caller's clock.
    private(set) var deadline: UInt64 = 0
    private var bytes: [UInt8] = []
    /// Up to where the frame's end was sought.
    private var sought = 0
    private var isWhole = false

    /// Begins a frame with what follows its beginning.
    mutating func open(with rest: UnsafeBufferPointer<UInt8>, at time: UInt64) {
        isOpen = true
        deadline = time + Self.patience
        append(rest)
    }

    /// Adds bytes and looks for the frame's end in them.
    mutating func append(_ more: UnsafeBufferPointer<UInt8>) {
        bytes.append(contentsOf: more)
        let length = Self.ending.count
        while !isWhole, sought + length <= bytes.count {
            isWhole = bytes[sought] == 0x1b && bytes[sought..<sought + length].elementsEqual(Self.ending)
            sought += 1
        }
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
