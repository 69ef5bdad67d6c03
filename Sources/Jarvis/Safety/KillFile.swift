import FoundationEssentials
import Glibc
import JSON

/// The file that is the kill switch: it is on while the file is there, for every process that has the folder.
///
/// `{"since": 1796000000, "until": 1796014400, "reason": "…"}`, in seconds since 1970. What cannot be read, or is
/// anything else, counts as on: `touch kill` is enough.
package struct KillFile: Sendable, Hashable {
    package let path: String

    /// The one in a folder of a state.
    package init(folder: String) {
        path = folder + "/kill"
    }

    /// The most bytes that it may have.
    private static let largest = 4096
    /// The first second of the year 10000.
    private static let end = 253_402_300_800

    /// How the switch stands.
    package func state(at now: Date = .now) -> KillState {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            return errno == ENOENT
                ? .off : .unreadable("\(path) cannot be read (\(String(cString: strerror(errno))))")
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.largest + 1)
        let count = read(descriptor, &bytes, bytes.count)
        guard count >= 0 else {
            return .unreadable("\(path) cannot be read (\(String(cString: strerror(errno))))")
        }
        guard count <= Self.largest, let kill = Self.decode(bytes.prefix(count)) else {
            return .unreadable("\(path) is not as Jarvis writes it")
        }
        if let until = kill.until, until <= now { return .off }
        return .on(kill)
    }

    /// `nil` for what is not exactly as it is written.
    private static func decode(_ bytes: ArraySlice<UInt8>) -> KillSwitch? {
        guard case .object(var members)? = try? JSONValue(bytes: Array(bytes)),
            case .integer(let since)? = members.removeValue(forKey: "since"), (0..<end).contains(since)
        else { return nil }
        var kill = KillSwitch(since: date(since))
        switch members.removeValue(forKey: "until") {
        case nil: break
        case .integer(let until)? where (since..<end).contains(until): kill.until = date(until)
        default: return nil
        }
        switch members.removeValue(forKey: "reason") {
        case nil: break
        case .string(let reason)?: kill = KillSwitch(since: kill.since, until: kill.until, reason: reason)
        default: return nil
        }
        return members.isEmpty ? kill : nil
    }

    private static func date(_ seconds: Int) -> Date { Date(timeIntervalSince1970: Double(seconds)) }

    /// Turns it on, and returns how it stands then; one that is on already never ends the sooner for it.
    ///
    /// - Throws: ``KillFileError`` where it could not be written; then nothing is stopped by it.
    @discardableResult
    package func engage(_ kill: KillSwitch) throws(KillFileError) -> KillState {
        var kill = kill
        switch state(at: kill.since) {
        case .off: break
        case .on(let before): kill = kill.joined(with: before)
        case .unreadable: kill.until = nil
        }
        var members: [String: JSONValue] = ["since": .integer(kill.since.seconds)]
        members["until"] = kill.until.map { .integer($0.seconds) }
        members["reason"] = kill.reason.map { .string($0) }
        try write(JSONValue.object(members).text + "\n")
        return state(at: kill.since)
    }

    /// Takes it away; `false` where it was not there.
    package func release() throws(KillFileError) -> Bool {
        guard unlink(path) != 0 else { return true }
        guard errno == ENOENT else { throw KillFileError(path, errno) }
        return false
    }

    /// Puts a whole file in the place of the one before, on the disk.
    private func write(_ text: String) throws(KillFileError) {
        let fresh = "\(path).\(getpid())"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw KillFileError(path, errno) }
        let isWritten =
            Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count && fsync(descriptor) == 0
        let fault = errno
        close(descriptor)
        guard isWritten, rename(fresh, path) == 0 else {
            let reason = isWritten ? errno : fault
            unlink(fresh)
            throw KillFileError(path, reason)
        }
    }
}

/// The kill switch could not be written or taken away.
package struct KillFileError: Error, Sendable, Hashable, CustomStringConvertible {
    let path: String
    let reason: String

    init(_ path: String, _ code: Int32) {
        self.path = path
        reason = String(cString: strerror(code))
    }

    package var description: String {
        "\(path) cannot be changed (\(reason)); what is there and cannot be read counts as on"
    }
}
