import CPOSIX
import Glibc

/// The processes of one program that was started with a mark in its environment, wherever they went since.
///
/// Programs they run in turn, such as a shell, carry the mark too and are left out by their executable.
struct ProcessFamily {
    /// `NAME=VALUE`, as it stands in the environment.
    let mark: String
    /// The file they execute.
    let executable: String

    /// Their numbers now.
    var members: [pid_t] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var members: [pid_t] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { place in
                place.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let process = pid_t(name), isMember(process) { members.append(process) }
        }
        return members
    }

    private func isMember(_ process: pid_t) -> Bool {
        var link = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/\(process)/exe", &link, link.count)
        guard count > 0,
            String(decoding: link.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) == executable
        else { return false }
        return File.bytes("/proc/\(process)/environ").split(separator: 0).contains {
            $0.elementsEqual(mark.utf8)
        }
    }

    /// The processor time they have used together, read from each process's own clock.
    var processorTime: Duration {
        members.reduce(.zero) { sum, process in
            var clock = clockid_t()
            var time = timespec()
            guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                return sum
            }
            return sum + .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
    }

    /// The memory they have resident, in bytes: `VmRSS` of each, pages they share counted for each.
    var residentMemory: Int {
        members.reduce(0) { sum, process in
            let status = String(decoding: File.bytes("/proc/\(process)/status"), as: UTF8.self)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            return sum + (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) * 1024
        }
    }
}

/// Files that are read whole.
enum File {
    /// The content of a file; nothing when it cannot be read.
    static func bytes(_ path: String) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return content }
            content += buffer[..<count]
        }
    }

    /// The content of a file as text.
    static func text(_ path: String) -> String {
        String(decoding: bytes(path), as: UTF8.self)
    }

    /// Replaces the content of a file.
    static func write(_ text: String, to path: String) throws(BenchmarkError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .system("write \(path)", code: errno) }
        defer { close(descriptor) }
        guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count else {
            throw .system("write \(path)", code: errno)
        }
    }
}
