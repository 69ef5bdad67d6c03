import Glibc

/// A recording played into a screen at once: raw bytes of a program, or an asciicast of version 2, told apart by the
/// first line.
///
/// Of an asciicast, output is shown and resizes are obeyed; input, markers and what is not known are passed over. Memory is
/// bounded by the longest line, at most 16 MB.
package struct Replay: ~Copyable {
    /// The screen as far as the recording was read.
    package private(set) var emulator: Emulator
    private let policy: TerminalPolicy
    private let hasSize: Bool
    private var form = Form.unknown
    /// The beginning of a line whose end was not read yet.
    private var line: [UInt8] = []
    private var lineNumber = 0
    private var data: [UInt8] = []
    private var time: UInt64 = 0

    private static let portion = 65_536
    private static let lineLimit = 16 << 20
    /// How long an asciicast's first line may be; what is longer is raw.
    private static let headerLimit = 1 << 20
    /// The latest moment of an event, in seconds.
    private static let timeLimit = 1e9

    private enum Form {
        case unknown
        case raw
        case asciicast
    }

    /// A blank screen before the first byte: as large as asked for, else as the asciicast says, else 80 × 24.
    package init(size: TerminalSize? = nil, policy: TerminalPolicy = TerminalPolicy()) {
        self.policy = policy
        hasSize = size != nil
        emulator = Emulator(size: size ?? TerminalSize(columns: 80, rows: 24), policy: policy)
    }

    /// Reads a file to its end, and with it the recording.
    package mutating func read(descriptor: Int32, name: String) throws(ReplayError) {
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.portion)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .cannotRead(name: name, code: errno) }
            if count == 0 { return try finish() }
            try read(UnsafeBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Reads the next portion of the recording.
    package mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReplayError) {
        if form == .unknown { return try begin(bytes) }
        if form == .raw { return show(bytes) }
        var rest = bytes[...]
        while let end = Self.lineEnd(rest) {
            try feed(UnsafeBufferPointer(rebasing: rest[..<end]))
            rest = rest[(end + 1)...]
        }
        line.append(contentsOf: rest)
        if line.count > Self.lineLimit { throw .line(lineNumber + 1, .tooLong) }
    }

    /// Reads a last line that has no end and shows a frame that is still being held.
    package mutating func finish() throws(ReplayError) {
        if form == .unknown { try decide() }
        if !line.isEmpty { try feed(UnsafeBufferPointer(start: nil, count: 0)) }
        if emulator.frameDeadline != nil { emulator.releaseFrame() }
    }

    private static func lineEnd(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard let start = UnsafeBufferPointer(rebasing: bytes).baseAddress,
            let found = memchr(start, 0x0a, bytes.count)
        else { return nil }
        return bytes.startIndex + (UnsafeRawPointer(found) - UnsafeRawPointer(start))
    }

    /// Gathers the first line, if it may be an asciicast's.
    private mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReplayError) {
        line.append(contentsOf: bytes)
        if line.first != 0x7b || line.count > Self.headerLimit || bytes.contains(0x0a) {
            try decide()
        }
    }

    /// Finds out what the recording is by what there is of it, and reads that.
    private mutating func decide() throws(ReplayError) {
        let start = line
        line = []
        let end = start.firstIndex(of: 0x0a) ?? start.count
        let header = start[..<end].withUnsafeBufferPointer { first in
            first.first == 0x7b ? Asciicast.Header(first) : nil
        }
        form = header == nil ? .raw : .asciicast
        if let header { try open(header) }
        let rest = header == nil ? start[...] : start.dropFirst(end + 1)
        try rest.withUnsafeBufferPointer { (bytes) throws(ReplayError) in try read(bytes) }
    }

    private mutating func open(_ header: Asciicast.Header) throws(ReplayError) {
        lineNumber = 1
        guard header.version == 2 else { throw .version(header.version) }
        let bounds = 1...TerminalSize.limit
        guard let columns = header.columns, let rows = header.rows, bounds.contains(columns),
            bounds.contains(rows)
        else { throw .noSize }
        if hasSize { return }
        emulator = Emulator(size: TerminalSize(columns: columns, rows: rows), policy: policy)
    }

    /// Reads a line of an asciicast, whose beginning may have been put by.
    private mutating func feed(_ rest: UnsafeBufferPointer<UInt8>) throws(ReplayError) {
        lineNumber += 1
        if line.isEmpty { return try obey(rest) }
        line.append(contentsOf: rest)
        let whole = line
        line.removeAll(keepingCapacity: line.capacity <= 1 << 20)
        try whole.withUnsafeBufferPointer { (bytes) throws(ReplayError) in try obey(bytes) }
    }

    private mutating func obey(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReplayError) {
        if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0d }) { return }
        do throws(ReplayError.Fault) {
            let (seconds, code) = try Asciicast.event(bytes, data: &data)
            time = max(time, UInt64(min(seconds, Self.timeLimit) * 1e9))
            switch code {
            case .output: data.withUnsafeBufferPointer { show($0) }
            case .resize: emulator.resize(try Asciicast.size(data))
            case .input, .marker, nil: break
            }
        } catch {
            throw .line(lineNumber, error)
        }
    }

    private mutating func show(_ bytes: UnsafeBufferPointer<UInt8>) {
        emulator.read(bytes, at: time)
        // Nobody is there to be answered.
        _ = emulator.takeReplies()
    }
}

/// Why a recording could not be replayed.
package enum ReplayError: Error, Equatable, CustomStringConvertible {
    /// The file could not be opened or read.
    case cannotRead(name: String, code: Int32)
    /// An asciicast of a version that is not known.
    case version(Int)
    /// An asciicast's first line does not say how large the terminal was.
    case noSize
    /// A line of an asciicast, counted from 1, is not what it must be.
    case line(Int, Fault)

    /// What can be wrong with a line.
    package enum Fault: String, Hashable, Sendable {
        case tooLong = "is longer than 16 MB"
        case noEvent = "is no event of the form [seconds, \"code\", \"data\"]"
        case badTime = "has no time of 0 seconds or more"
        case badSize = "has no size of the form COLUMNSxROWS"
    }

    /// What failed and what to do, in one sentence.
    package var description: String {
        switch self {
        case .cannotRead(let name, let code):
            "\(name) could not be read (\(String(cString: strerror(code)))); check its name and its permissions."
        case .version(let number):
            "The recording is an asciicast of version \(number), and only version 2 can be replayed; convert it with "
                + "\"asciinema convert\"."
        case .noSize:
            "The recording's first line names no width and height from 1 to \(TerminalSize.limit), as an asciicast of "
                + "version 2 must; mend it, or take the line away and give --size."
        case .line(let number, let fault):
            "Line \(number) of the recording \(fault.rawValue); mend the line or take it away."
        }
    }
}
