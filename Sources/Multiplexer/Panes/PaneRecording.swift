import FoundationEssentials
import Glibc
import Settings
import Terminal

extension Recording {
    /// Of a pane to a new file; the bottom line tells the operator how it ended.
    ///
    /// - Parameters:
    ///   - pane: The pane.
    ///   - path: The file, which must not be there yet.
    ///   - limit: How many bytes it may have.
    ///   - environment: The program's; its `TERM` and `SHELL` are told.
    ///   - mailbox: Where the end is told.
    /// - Throws: What the system refused.
    package convenience init(
        of pane: PaneID, to path: String, limit: Int, environment: [String: String], mailbox: Mailbox
    ) throws(RecordingError) {
        let told = ["TERM", "SHELL"].compactMap { name in environment[name].map { (name, $0) } }
        try self.init(path: path, limit: limit, environment: told) { fault in
            if let fault {
                mailbox.send(.notice("\(fault)", .warning))
            } else {
                mailbox.send(.notice("The pane was recorded to \(path).", .info))
            }
            mailbox.send(.shell(pane, .changed))
        }
    }
}

extension PaneSession {
    /// Begins to record the pane to a new file called by its tab's name, untrusted, or ends that.
    package func toggleRecording(of pane: PaneID, named name: String, in folder: RecordingFolder) {
        if let recording = session.recording { return recording.stop() }
        do throws(RecordingError) {
            let path = try folder.file(named: name, at: time(nil))
            let recording = try Recording(
                of: pane, to: path, limit: folder.limit, environment: environment, mailbox: mailbox)
            session.record(recording)
            mailbox.send(.notice("The pane is being recorded.", .info))
            mailbox.send(.shell(pane, .changed))
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }
}

/// Where recordings of panes go: a folder of state that only its owner may read.
package struct RecordingFolder {
    package let path: String
    /// The most bytes of a recording.
    package internal(set) var limit: Int

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
