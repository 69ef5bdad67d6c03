import Glibc

/// A running house as it introduces itself.
package struct RunningHouse: Sendable, Equatable {
    /// The version of its program.
    package let version: String

    /// Whether a front of this version can attach to it.
    package let speaksThisWire: Bool

    /// Whether its program's file is no longer there, as after an upgrade.
    package let isReplaced: Bool

    /// Whether a process runs a file that was removed or put another in its place: proc(5), `exe`.
    static func isReplaced(_ process: Int32) -> Bool {
        var bytes = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/\(process)/exe", &bytes, bytes.count)
        let path = String(decoding: bytes.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.hasSuffix(" (deleted)")
    }
}
