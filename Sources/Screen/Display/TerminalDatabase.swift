import Glibc
import Text

/// A private folder of terminfo entries, copied from terminals as they come.
///
/// A terminal may bring its entry in a folder of its own (`TERMINFO`), which the process that draws does not look into.
package struct TerminalDatabase: Sendable {
    private let folder: String

    /// Makes the folder (mode 0700) and has terminfo looked up in it by setting TERMINFO_DIRS.
    ///
    /// Call this once at the start, while the process has one thread: setenv(3) is not safe beside others. Throws when the
    /// folder belongs to somebody else or others may write into it, as entries hold what a terminal is sent.
    package init(folder: String) throws(ScreenError) {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .system(call: "mkdir \(folder)", code: errno)
        }
        var found = stat()
        guard lstat(folder, &found) == 0 else { throw .system(call: "stat \(folder)", code: errno) }
        guard found.st_mode & S_IFMT == S_IFDIR, found.st_uid == geteuid(), found.st_mode & 0o022 == 0 else {
            throw .system(call: "trusting \(folder)", code: EPERM)
        }
        // An empty element stands for the system's own folders (terminfo(5), "Fetching Compiled Descriptions").
        let others = getenv("TERMINFO_DIRS").map { String(cString: $0) } ?? ""
        guard !others.hasPrefix(folder + ":") else { return }
        guard setenv("TERMINFO_DIRS", folder + ":" + others, 1) == 0 else {
            throw .system(call: "setenv", code: errno)
        }
    }

    /// Whether this can be the name of a terminal type, and so part of a file's name.
    static func isName(_ type: String) -> Bool {
        !type.isEmpty && type.utf8.count <= 64
            && type.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
                default: false
                }
            }
    }

    /// The name of a copy of the terminal's own entry, where it brings one; `nil` when there is none to be had.
    func entry(for type: String, environment: [String: String]) -> String? {
        guard let own = environment["TERMINFO"], own.hasPrefix("/"), let first = type.unicodeScalars.first
        else { return nil }
        let name = "jarvis-\(type)-\(digest(own))"
        // By the first letter, or by its number where file names have no case (term(5), "Directory Tree").
        for letter in [String(first), Hexadecimal.digits(first.value)] {
            guard let bytes = read("\(own)/\(letter)/\(type)") else { continue }
            return write(bytes, to: name) ? name : nil
        }
        return nil
    }

    /// FNV-1a, to keep entries of different folders apart.
    private func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }

    /// The largest compiled entry there is (term(5), "Extended Storage Format").
    private static let limit = 32_768

    private func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.limit) { buffer, filled in
            filled = max(0, Glibc.read(file, buffer.baseAddress, Self.limit))
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// Puts an entry into the folder, whole or not at all.
    private func write(_ bytes: [UInt8], to name: String) -> Bool {
        let letter = "\(folder)/\(name.prefix(1))"
        guard mkdir(letter, 0o700) == 0 || errno == EEXIST else { return false }
        let fresh = "\(letter)/.\(name).\(getpid())"
        let file = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count
        close(file)
        guard isWritten, rename(fresh, "\(letter)/\(name)") == 0 else {
            unlink(fresh)
            return false
        }
        return true
    }
}
