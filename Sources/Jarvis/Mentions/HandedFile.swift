import AIKit
import Glibc
import Text

/// A text file of this machine that a message hands over.
///
/// Its text is untrusted: whoever wrote it is not known.
struct HandedFile {
    /// Where it is, links followed.
    let path: String
    let text: String
    /// Bytes.
    let size: Int
    /// Some of its bytes are no UTF-8, and stand as U+FFFD in the text.
    let isDamaged: Bool

    /// The most bytes: a longer one is not handed over in part.
    static let limit = 65_536

    /// Reads it; below the operator's home where the path does not begin with a slash.
    ///
    /// Throws a sentence for what is no regular file of at most ``limit`` bytes of text that may be read, and for what is
    /// of the kernel or of Jarvis' own state.
    init(_ name: String, environment: [String: String]) throws(MentionRefusal) {
        let place = Self.place(of: name, environment)
        let shown = Self.shown(name)
        guard !place.utf8.contains(0) else { throw MentionRefusal("\(shown) is no path.") }
        var status = stat()
        // Looked at first: opening a device may do something.
        guard stat(place, &status) == 0 else { throw Self.unreadable(shown) }
        guard Self.isRegular(status) else { throw Self.noFile(shown, status) }
        let descriptor = open(place, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(shown) }
        defer { close(descriptor) }
        guard fstat(descriptor, &status) == 0 else { throw Self.unreadable(shown) }
        guard Self.isRegular(status) else { throw Self.noFile(shown, status) }
        path = try Self.path(of: descriptor, shown)
        if let reason = Self.objection(to: path, environment) {
            throw MentionRefusal("\(shown) \(reason).")
        }
        let bytes = try Self.bytes(of: descriptor, shown)
        guard !bytes.contains(0) else { throw MentionRefusal("\(shown) is no text.") }
        size = bytes.count
        if let text = String(validating: bytes, as: UTF8.self) {
            (self.text, isDamaged) = (text, false)
        } else {
            (text, isDamaged) = (String(decoding: bytes, as: UTF8.self), true)
        }
    }

    /// The same on a thread of its own, as a share whose server is gone lets nobody go; after the limit it is refused.
    static func opened(
        _ name: String, environment: [String: String], within limit: Duration = patience,
        by reading: @escaping @Sendable (String, [String: String]) -> Result<HandedFile, MentionRefusal> =
            result
    ) async throws(MentionRefusal) -> HandedFile {
        let opened = await ThreadedWork.value(within: limit) { reading(name, environment) }
        guard let opened else {
            throw MentionRefusal(
                "\(shown(name)) was not read within \(limit.components.seconds) seconds: its disk or share may hang; "
                    + "nothing was sent.")
        }
        return try opened.get()
    }

    /// How long somebody waits for a disk.
    static let patience = Duration.seconds(5)

    private static let result: @Sendable (String, [String: String]) -> Result<HandedFile, MentionRefusal> = {
        name, environment in
        Result { () throws(MentionRefusal) in try HandedFile(name, environment: environment) }
    }

    /// The whole path that a name means: below the operator's home where it does not begin with a slash.
    static func place(of name: String, _ environment: [String: String]) -> String {
        guard !name.hasPrefix("/") else { return name }
        let home = environment["HOME"] ?? "/"
        return home + "/" + (name.hasPrefix("~/") ? String(name.dropFirst(2)) : name)
    }

    private static func shown(_ name: String) -> String { Untrusted(name).line.clipped(toColumns: 60) }

    /// What a model reads of it.
    var handed: HandedText {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        let count = text.isEmpty ? 0 : text.hasSuffix("\n") ? lines - 1 : lines
        let note = isDamaged ? ", partly no UTF-8" : ""
        return HandedText(
            "file: \(path)\n\(text)", from: "file",
            title: "@file \(Untrusted(path).line): \(count) \(count == 1 ? "line" : "lines")\(note)",
            origin: .file(path), limit: Self.limit + path.count + 8)
    }

    private static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }

    private static func noFile(_ shown: String, _ status: stat) -> MentionRefusal {
        let kind = status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no regular file"
        return MentionRefusal("\(shown) is \(kind).")
    }

    private static func unreadable(_ shown: String) -> MentionRefusal {
        MentionRefusal("\(shown) cannot be read: \(String(cString: strerror(errno))).")
    }

    /// The path that the kernel knows an open file by: proc_pid_fd(5).
    private static func path(of descriptor: Int32, _ shown: String) throws(MentionRefusal) -> String {
        // PATH_MAX of Linux.
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/fd/\(descriptor)", &buffer, buffer.count)
        guard count > 0 else { throw unreadable(shown) }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Why what lies there is not handed over.
    static func objection(to path: String, _ environment: [String: String]) -> String? {
        if ["/proc/", "/sys/", "/dev/"].contains(where: path.hasPrefix) { return "belongs to the kernel" }
        return path.hasPrefix(Folders(environment: environment).state + "/")
            ? "is of Jarvis' own state, which is for no message" : nil
    }

    private static func bytes(of descriptor: Int32, _ shown: String) throws(MentionRefusal) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { room in
                read(descriptor, room.baseAddress?.advanced(by: filled), room.count - filled)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(shown) }
            if count == 0 { break }
            filled += count
        }
        guard filled <= limit else {
            throw MentionRefusal("\(shown) has more than \(limit >> 10) KB; hand over a part of it.")
        }
        return Array(bytes[..<filled])
    }
}
