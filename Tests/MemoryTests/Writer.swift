import FoundationEssentials
import Glibc
import Testing

@testable import Memory

/// Writes rows of several kinds, and the name of each once it is acknowledged.
struct Writer {
    private let store: Store
    private let talk: ConversationRecord
    private let acknowledgements: Acknowledgements

    /// Opens the store below a folder.
    init(path: String, _ acknowledgements: Acknowledgements? = nil) async throws {
        self.acknowledgements = try acknowledgements ?? Acknowledgements(at: path)
        store = try await Store.open(at: path + "/state").store
        talk = try await store.conversations.begin(title: "Talk", at: .at(0))
    }

    func close() async throws {
        try await store.close()
    }

    /// Writes that often, and goes on after what could not be kept.
    func write(times: Int) async throws {
        for _ in 0..<times {
            do {
                try await write()
            } catch is MemoryError {
                continue
            }
        }
    }

    /// Writes an event, a message, and an act with its end.
    func write() async throws {
        let number = Int.random(in: 1...999)
        if let id = try await store.events.append(.sample(number)) { acknowledgements.add("event \(id)") }
        let text = String(repeating: "word ", count: number * 4)
        let message = MessageRecord(
            conversation: talk.id, time: .at(0), role: .user, content: text, text: text)
        acknowledgements.add("message \(try await store.conversations.append(message))")
        let act = try await store.audit.append(.sample(number))
        acknowledgements.add("audit \(act)")
        let end = AuditOutcome(time: .at(1), result: .succeeded)
        acknowledgements.add("audit \(try await store.audit.finish(act, end))")
    }
}

/// The names of acknowledged rows, in a file that outlives its writer.
struct Acknowledgements {
    private let descriptor: Int32

    init(at path: String) throws {
        descriptor = open(path + "/acknowledged", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
    }

    func add(_ name: String) {
        let line = Array("\(name)\n".utf8)
        precondition(Glibc.write(descriptor, line, line.count) == line.count)
    }

    /// Empty when the writer died before it could write anything.
    static func read(from path: String) throws -> Set<String> {
        guard Folder.size(of: path + "/acknowledged") != nil else { return [] }
        let text = String(decoding: try bytes(of: path + "/acknowledged"), as: UTF8.self)
        return Set(text.split(separator: "\n").map(String.init))
    }
}

extension Store {
    /// The names of all rows, as `Acknowledgements` has them.
    func names() async throws -> Set<String> {
        let events = try await events.list(limit: .max).compactMap(\.id).map { "event \($0)" }
        var messages: [String] = []
        for talk in try await conversations.list(limit: .max) {
            messages += try await conversations.messages(of: talk.id, limit: .max).compactMap(\.id)
                .map { "message \($0)" }
        }
        let entries = try await audit.list(limit: .max).map { "audit \($0.id)" }
        return Set(events + messages + entries)
    }
}
