import CPOSIX
import Glibc

/// What the kernel tells everybody of a process: proc_pid_stat(5).
struct ProcessStatus: Sendable, Equatable {
    let process: Int32
    let parent: Int32
    let session: Int32

    /// The device number of the controlling terminal, 0 without one.
    let terminal: UInt32

    /// `T` for a stopped one, `Z` for one that has ended.
    let state: UInt8

    /// When it began, in clock ticks since the system did.
    let began: UInt64

    /// More ancestors than this are not looked for.
    private static let mostAncestors = 256

    init?(of process: Int32) {
        guard let bytes = ProcessStatus.file("/proc/\(process)/stat", upTo: 1_024) else { return nil }
        // The name before the fields may hold anything, brackets and blanks too.
        guard let name = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
        let fields = bytes[(name + 1)...].split(separator: UInt8(ascii: " "))
        guard fields.count > 19, let state = fields[0].first,
            let parent = Int32(String(decoding: fields[1], as: UTF8.self)),
            let session = Int32(String(decoding: fields[3], as: UTF8.self)),
            let terminal = Int32(String(decoding: fields[4], as: UTF8.self)),
            let began = UInt64(String(decoding: fields[19], as: UTF8.self))
        else { return nil }
        self.process = process
        self.parent = parent
        self.session = session
        self.terminal = UInt32(bitPattern: terminal)
        self.state = state
        self.began = began
    }

    /// The state of a process alone, which is asked for with every key; `nil` when there is none.
    static func state(of process: Int32) -> UInt8? {
        let number = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return nil }
        defer { close(number) }
        // The number and a name of at most 15 bytes come first.
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { bytes in
            let text = bytes.prefix(max(0, read(number, bytes.baseAddress, bytes.count)))
            guard let name = text.lastIndex(of: UInt8(ascii: ")")), name + 2 < text.count else { return nil }
            return text[name + 2]
        }
    }

    /// Whether it has ended and its parent does not know yet.
    var hasEnded: Bool { state == UInt8(ascii: "Z") }

    /// Whether it stands still until somebody continues it.
    var isStopped: Bool { ProcessStatus.standsStill(state) }

    /// Whether a process in that state does so.
    static func standsStill(_ state: UInt8) -> Bool {
        state == UInt8(ascii: "T") || state == UInt8(ascii: "t")
    }

    /// This process, its parent, and so on up to the first of all.
    var ancestors: [ProcessStatus] {
        var line = [self]
        while let last = line.last, last.parent > 0, line.count < ProcessStatus.mostAncestors,
            let next = ProcessStatus(of: last.parent)
        {
            line.append(next)
        }
        return line
    }

    /// The file it runs, without its folders; its short name where the file is not shown.
    var program: String {
        let path = ProcessStatus.target("/proc/\(process)/exe").map { path in
            path.hasSuffix(" (deleted)") ? String(path.dropLast(10)) : path
        }
        if let name = path?.split(separator: "/").last { return String(name) }
        let name = ProcessStatus.file("/proc/\(process)/comm", upTo: 64) ?? []
        return String(decoding: name.prefix { $0 != 10 }, as: UTF8.self)
    }

    /// The controlling terminal's path.
    var terminalName: String { ProcessStatus.name(ofTerminal: terminal) }

    /// The path of a device number as the kernel's devices.txt has them, here with the minor number's lower byte,
    /// the major number, and the rest of the minor number: proc_pid_stat(5).
    static func name(ofTerminal number: UInt32) -> String {
        let major = number >> 8 & 0xFFF
        let minor = number & 0xFF | number >> 12 & 0xFFF00
        switch major {
        case 136...143: return "/dev/pts/\((major - 136) << 8 + minor)"
        case 4 where minor < 64: return "/dev/tty\(minor)"
        case 4: return "/dev/ttyS\(minor - 64)"
        default: return "terminal \(major):\(minor)"
        }
    }

    /// Whether it was started inside the house of a state; `false` where its environment may not be read.
    func carries(_ state: String) -> Bool {
        let mark = Array("\(HouseStart.insideMark)=\(state)".utf8)
        let variables = ProcessStatus.file("/proc/\(process)/environ", upTo: 1 << 20) ?? []
        return variables.split(separator: 0).contains { $0.elementsEqual(mark) }
    }

    static func file(_ path: String, upTo most: Int) -> [UInt8]? {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return nil }
        let file = Descriptor(number)
        var bytes: [UInt8] = []
        var part: [UInt8] = .init(repeating: 0, count: 4_096)
        while bytes.count < most {
            let count = read(file.number, &part, part.count)
            if count == -1, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += part.prefix(count)
        }
        return bytes.isEmpty ? nil : bytes
    }

    static func target(_ link: String) -> String? {
        var bytes: [CChar] = .init(repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &bytes, bytes.count)
        guard count > 0 else { return nil }
        return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
