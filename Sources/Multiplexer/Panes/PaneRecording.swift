import Glibc
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
