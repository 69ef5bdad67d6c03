import CPOSIX
import Glibc

/// What the kernel tells of processes in /proc (proc(5)).
enum ProcessTable {
    /// Whether a process of a group still runs; the dead that nobody reaped do not count.
    static func isAlive(group: pid_t) -> Bool {
        guard kill(-group, 0) == 0, let folder = opendir("/proc") else { return false }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let process = pid_t(name), runs(process, in: group) { return true }
        }
        return false
    }

    /// The name of a process, at most 15 bytes: untrusted text.
    static func name(of process: pid_t) -> String? {
        guard let text = read("/proc/\(process)/comm") else { return nil }
        return String(decoding: text.filter { $0 >= 0x20 && $0 != 0x7f }, as: UTF8.self)
    }

    /// The folder a process is in; `nil` when it has gone or is another user's.
    static func folder(of process: pid_t) -> String? {
        var bytes = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/\(process)/cwd", &bytes, bytes.count)
        guard count > 0, count < bytes.count else { return nil }
        let path = String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return access(path, X_OK) == 0 ? path : nil
    }

    /// Reads state and group behind the name in `stat`, which ends with the last parenthesis.
    private static func runs(_ process: pid_t, in group: pid_t) -> Bool {
        guard let text = read("/proc/\(process)/stat"), let parenthesis = text.lastIndex(of: 0x29) else {
            return false
        }
        let fields = text[(parenthesis + 1)...].split(separator: 0x20)
        guard fields.count > 2, let state = fields[0].first else { return false }
        return pid_t(String(decoding: fields[2], as: UTF8.self)) == group && state != 0x5a && state != 0x58
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
