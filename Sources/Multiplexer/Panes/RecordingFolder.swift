import FoundationEssentials
import Glibc
import Settings
import Terminal

/// Where recordings of panes go: a folder of state that only its owner may read.
package struct RecordingFolder {
    package let path: String
    /// The most bytes of a recording.
    package let limit: Int

    package init(settings: ShellSettings, state: String) {
        path = state + "/recordings"
        limit = settings.recording << 20
    }

    /// A new file called by a tab's name, untrusted, and the time, in local time.
    package func file(named name: String, at time: time_t) throws(RecordingError) -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .cannotCreate(path: path, code: errno)
        }
        let plain = name.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
        }
        return "\(path)/\(Self.stamp(time))-\(String(plain.prefix(24))).cast"
    }

    /// `2026-01-31-235959`.
    private static func stamp(_ time: time_t) -> String {
        var (time, fields) = (time, tm())
        localtime_r(&time, &fields)
        var buffer = [CChar](repeating: 0, count: 32)
        let count = strftime(&buffer, buffer.count, "%Y-%m-%d-%H%M%S", &fields)
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
