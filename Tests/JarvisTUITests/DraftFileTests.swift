import Foundation
import Jarvis
import Synchronization
import Testing

@testable import JarvisTUI
@testable import Multiplexer

/// The files in which messages are written with an editor.
@Suite struct DraftFileTests {
    private static func told(_ mailbox: Mailbox) -> [Event] { mailbox.drain() }

    private static func folder() throws -> String {
        let path = NSTemporaryDirectory() + "draft-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test
    func `a draft is for its owner alone, comes back without its last line break, and its file is gone`()
        throws
    {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = try Mailbox()
        let files = DraftFiles(environment: ["XDG_STATE_HOME": folder, "EDITOR": "nano"])
        files.write("how is", of: "lab", to: mailbox)
        let drafts = Self.told(mailbox).compactMap { event -> Draft? in
            if case .news(let news) = event, case .draftReady(let draft)? = news as? KitEvent {
                draft
            } else {
                nil
            }
        }
        let draft = try #require(drafts.first)
        let attributes = try FileManager.default.attributesOfItem(atPath: draft.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600 && draft.cluster == "lab")
        #expect(draft.path.hasPrefix(folder + "/jarvis/draft-"))
        try "how is\nplex\n\n".write(toFile: draft.path, atomically: true, encoding: .utf8)
        files.read(draft, isTaken: true, to: mailbox)
        let texts = Self.told(mailbox).compactMap { event -> String? in
            if case .news(let news) = event, case .draftRead(let text, "lab")? = news as? KitEvent {
                text
            } else {
                nil
            }
        }
        #expect(texts == ["how is\nplex"])
        #expect(!FileManager.default.fileExists(atPath: draft.path))
    }

    @Test func `without an editor that is said, and nothing is written`() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mailbox = try Mailbox()
        DraftFiles(environment: ["XDG_STATE_HOME": folder, "EDITOR": ""]).write("x", of: "lab", to: mailbox)
        let notices = Self.told(mailbox).compactMap {
            if case .notice(let text, _) = $0 { text } else { nil }
        }
        #expect(notices.count == 1 && notices[0].hasPrefix("No editor is set: give VISUAL or EDITOR"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
}
