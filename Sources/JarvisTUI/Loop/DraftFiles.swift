import FoundationEssentials
import Glibc
import Jarvis
import Multiplexer
import Synchronization
import Text

/// The files in which messages are written with an editor; each is for its owner alone and gone when it was read.
struct DraftFiles: Sendable {
    let environment: [String: String]

    private static let last = Atomic(0)
    /// One that nobody came back to is deleted after a day, in seconds.
    private static let longestLife = 86_400.0
    /// More bytes than a line may have characters are not read.
    private static let limit = LineEditor.limit * 4
    private static let prefix = "draft-"

    private var folder: String { Folders(environment: environment).state }

    /// Whether somebody has said which editor is wanted.
    private var hasEditor: Bool {
        ["VISUAL", "EDITOR"].contains { environment[$0].map { !$0.isEmpty } ?? false }
    }

    /// Writes a draft and tells where it is, or why there is none.
    func write(_ text: String, of cluster: String, to mailbox: Mailbox) {
        guard hasEditor else {
            mailbox.send(
                .notice(
                    "No editor is set: give VISUAL or EDITOR a value, such as EDITOR=nano, where Jarvis is started.",
                    .warning))
            return
        }
        removeOld()
        let number = Self.last.add(1, ordering: .relaxed).newValue
        let path = "\(folder)/\(Self.prefix)\(getpid())-\(number).md"
        do throws(PrivateFile.Fault) {
            try PrivateFile.create(path, text: text)
            mailbox.send(.kit(.draftReady(Draft(path: path, cluster: cluster))))
        } catch {
            mailbox.send(.notice(error.description, .warning))
        }
    }

    /// Takes a draft back where it `isTaken`, and deletes its file.
    func read(_ draft: Draft, isTaken: Bool, to mailbox: Mailbox) {
        defer { unlink(draft.path) }
        guard isTaken else { return }
        var status = stat()
        guard stat(draft.path, &status) == 0, status.st_size <= Self.limit,
            let bytes = FileManager.default.contents(atPath: draft.path)
        else {
            mailbox.send(.notice("What was written cannot be read, or is too long for a message.", .warning))
            return
        }
        // Editors end the last line.
        var text = String(decoding: bytes, as: UTF8.self)
        while text.last?.isNewline == true { text.removeLast() }
        mailbox.send(.kit(.draftRead(text, cluster: draft.cluster)))
    }

    private func removeOld() {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            // There is no such folder yet.
            return
        }
        let now = Date.now.timeIntervalSince1970
        for name in names where name.hasPrefix(Self.prefix) && name.hasSuffix(".md") {
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0,
                now - Double(status.st_mtim.tv_sec) > Self.longestLife
            else { continue }
            unlink("\(folder)/\(name)")
        }
    }
}
