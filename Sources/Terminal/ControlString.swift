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
