import Glibc
import Logging
import Synchronization
import Text

/// What a house writes about itself: a file in the folder of the state, or what its service manager keeps.
package enum HouseLog {
    /// Lets every logger of this process write there; once, before the first line.
    package static func begin(_ start: HouseStart) {
        let (place, fault) = place(start)
        LoggingSystem.bootstrap { HouseLogHandler(label: $0, place: place) }
        if let fault { Logger.house.warning("Its log goes to standard error: \(fault)") }
    }

    private static func place(_ start: HouseStart) -> (LogPlace, HouseError?) {
        let standardError = LogPlace.stream(STDERR_FILENO, isJournal: LogPlace.isJournal(STDERR_FILENO))
        guard let path = start.logFile else { return (standardError, nil) }
        do throws(HouseError) {
            return (.file(try LogFile(path)), nil)
        } catch {
            return (standardError, error)
        }
    }
}

extension Logger {
    /// The house's own.
    package static var house: Logger { Logger(label: "house") }
}

/// Where lines go.
enum LogPlace: Sendable {
    case file(LogFile)
    /// A descriptor that is open for as long as the process, and whether systemd's journal reads it.
    case stream(Int32, isJournal: Bool)

    /// Whether a descriptor is the one that systemd connected with its journal: systemd.exec(5), `$JOURNAL_STREAM`.
    static func isJournal(
        _ descriptor: Int32, _ variables: [String: String] = Environment.ofThisProcess
    ) -> Bool {
        var status = stat()
        guard let named = variables["JOURNAL_STREAM"], fstat(descriptor, &status) == 0 else { return false }
        return named == "\(status.st_dev):\(status.st_ino)"
    }

    func write(_ text: String, _ level: Logger.Level) {
        switch self {
        case .file(let file): file.add("\(Self.stamp) \(level) \(text)")
        case .stream(let descriptor, let isJournal):
            // The journal has clocks of its own, and a level before the line: sd-daemon(3).
            let line = isJournal ? "<\(level.priority)>\(text)\n" : "\(Self.stamp) \(level) \(text)\n"
            let bytes = Array(line.utf8)
            _ = Glibc.write(descriptor, bytes, bytes.count)
        }
    }

    /// The moment in UTC: `2026-11-29T14:46:12Z`.
    private static var stamp: String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let count = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension Logger.Level {
    /// As syslog(3) counts them.
    fileprivate var priority: Int {
        switch self {
        case .critical: 2
        case .error: 3
        case .warning: 4
        case .notice: 5
        case .info: 6
        case .debug, .trace: 7
        }
    }
}

/// Makes one line of a message: secrets covered, and nothing in it that steers a terminal.
struct HouseLogHandler: LogHandler {
    /// The most bytes of a line; what it tells of may be a program's.
    private static let longest = 16_384

    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.notice
    private let label: String
    private let place: LogPlace

    init(label: String, place: LogPlace) {
        self.label = label
        self.place = place
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { _, newer in newer }
        let words = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let text = "\(label): \(event.message)\(words)".coveringSecrets.prefix(bytes: Self.longest)
        place.write(Untrusted(text).line, event.level)
    }
}

/// A file that lines are added to, readable by its owner alone, with as many older ones beside it as are kept.
///
/// What the process itself has on standard output and error goes along when it is this file, so that the words of a death
/// stand behind the lines before it.
final class LogFile: Sendable {
    /// `house.log.1` and `house.log.2`.
    private static let older = 2
    /// From so many bytes on a new one is begun.
    static let limit = 1 << 20

    private let path: String
    private let limit: Int
    private let descriptor: Mutex<Int32>

    init(_ path: String, limit: Int = LogFile.limit) throws(HouseError) {
        self.path = path
        self.limit = limit
        descriptor = Mutex(try Self.opened(path))
    }

    deinit {
        descriptor.withLock { _ = close($0) }
    }

    /// Adds a line; one that cannot be written, as on a full disk, is lost.
    func add(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        descriptor.withLock { number in
            var status = stat()
            // The file may have other writers, and may have been taken away.
            if fstat(number, &status) == 0, status.st_size > 0, status.st_size + bytes.count > limit {
                number = begunAnew(number, status)
            }
            _ = write(number, bytes, bytes.count)
        }
    }

    /// Gives a file that is full the name of an older one, the oldest making way.
    static func turn(_ path: String, limit: Int = LogFile.limit) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > limit else { return }
        makeWay(path)
    }

    private static func makeWay(_ path: String) {
        for number in stride(from: older, to: 1, by: -1) {
            rename("\(path).\(number - 1)", "\(path).\(number)")
        }
        rename(path, path + ".1")
    }

    private static func opened(_ path: String) throws(HouseError) -> Int32 {
        try HouseError.checking("open", path) {
            open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
        }
    }

    /// The descriptor of a new file; the old one when there can be none.
    private func begunAnew(_ number: Int32, _ old: stat) -> Int32 {
        Self.makeWay(path)
        let next: Int32
        do throws(HouseError) {
            next = try Self.opened(path)
        } catch {
            return number
        }
        for stream in [STDOUT_FILENO, STDERR_FILENO] {
            var status = stat()
            guard fstat(stream, &status) == 0, status.st_dev == old.st_dev, status.st_ino == old.st_ino
            else { continue }
            dup2(next, stream)
        }
        close(number)
        return next
    }
}
