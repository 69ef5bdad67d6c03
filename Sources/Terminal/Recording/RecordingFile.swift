import Glibc

/// The file of a recording: whole lines only, whatever happens.
struct RecordingFile: ~Copyable {
    private let path: String
    private let limit: Int
    private let environment: [(String, String)]
    private let descriptor: Int32
    private var writer = AsciicastWriter()
    /// How many bytes of whole lines are in it.
    private var length = 0
    private var last: UInt64 = 0

    /// Takes over the descriptor of an empty file.
    init(_ descriptor: Int32, path: String, limit: Int, environment: [(String, String)]) {
        self.path = path
        self.limit = limit
        self.environment = environment
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Adds what happened.
    mutating func write(_ events: [RecordingQueue.Event], _ bytes: [UInt8]) throws(RecordingError) {
        var place = 0
        for event in events {
            switch event {
            case .begin(let size, let title):
                writer.header(size: size, time: time(nil), title: title, environment: environment)
            case .output(let count, let time):
                writer.output(bytes[place..<place + count], at: time)
                place += count
                last = time
            case .resize(let size, let time):
                writer.resize(size, at: time)
                last = time
            }
            if writer.lines.count > 1 << 20 { try flush() }
        }
        try flush()
    }

    /// Adds what was cut for good.
    mutating func finish() throws(RecordingError) {
        writer.finish(at: last)
        try flush()
    }

    private mutating func flush() throws(RecordingError) {
        let lines = writer.drain()
        let room = limit - length
        guard lines.count > room else { return try append(lines[...]) }
        let end = lines.prefix(max(room, 0)).lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
        try append(lines[..<end])
        throw .full(path: path, limit: limit)
    }

    /// Writes whole lines, or none of those that did not fit.
    private mutating func append(_ lines: ArraySlice<UInt8>) throws(RecordingError) {
        var rest = lines
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count <= 0 {
                let code = errno
                let written = lines.count - rest.count
                let whole = lines.prefix(written).lastIndex(of: 0x0a).map { $0 + 1 - lines.startIndex } ?? 0
                ftruncate(descriptor, off_t(length + whole))
                throw .cannotWrite(path: path, code: code)
            }
            rest = rest.dropFirst(count)
        }
        length += lines.count
    }
}

/// Why a recording could not begin, or ended by itself.
package enum RecordingError: Error, Equatable, CustomStringConvertible {
    /// The file could not be made.
    case cannotCreate(path: String, code: Int32)
    /// The file could not be written to.
    case cannotWrite(path: String, code: Int32)
    /// The file is as long as it may be, in bytes.
    case full(path: String, limit: Int)
    /// The disk took the output more slowly than the program wrote it.
    case tooSlow(path: String)

    /// What happened and what to do, in one sentence.
    package var description: String {
        switch self {
        case .cannotCreate(let path, let code):
            "The recording \(path) could not be made (\(Self.words(code))); check the folder and its permissions."
        case .cannotWrite(let path, let code):
            "The recording \(path) ended early because it could not be written to (\(Self.words(code))); make room on "
                + "the disk and start another."
        case .full(let path, let limit):
            "The recording \(path) ended because it has the \(limit >> 20) MB that it may have; start another or raise "
                + "shell.recording in the configuration."
        case .tooSlow(let path):
            "The recording \(path) ended because the program wrote faster than the disk; start another."
        }
    }

    private static func words(_ code: Int32) -> String {
        "\(String(cString: strerror(code))), errno \(code)"
    }
}
