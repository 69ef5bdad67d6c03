import CPOSIX
import Glibc

/// What the kernel tells of processes in /proc (proc(5)).
enum ProcessTable {
    /// The name of a process, at most 15 bytes: untrusted text.
    static func name(of process: pid_t) -> String? {
        guard let text = read("/proc/\(process)/comm") else { return nil }
        return String(decoding: text.filter { $0 >= 0x20 && $0 != 0x7f }, as: UTF8.self)
    }

    private static func read(_ path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1_024)
        let count = Glibc.read(file, &bytes, bytes.count)
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}
