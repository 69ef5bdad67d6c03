import AIKit
import ClusterKit
import JSON
import Text

/// Fetches what a message names of a cluster and of this machine's files.
///
/// What is handed over is what a tool would tell, in a frame that marks it as data.
package struct MentionDesk: Sendable {
    let site: Site
    let environment: [String: String]

    /// More of them in one message are a mistake.
    static let most = 8
    /// The most lines of a log, its end.
    private static let logLines = 200
    /// The longest that all of them may take.
    private static let time = Duration.seconds(20)

    package init(site: Site, environment: [String: String]) {
        self.site = site
        self.environment = environment
    }

    /// What they name, in their order; throws a sentence that says which names nothing, and then nothing is handed over.
    package func hand(_ mentions: [Mention]) async throws(MentionRefusal) -> [HandedText] {
        guard mentions.count <= Self.most else {
            throw MentionRefusal("A message hands over at most \(Self.most) things.")
        }
        var handed: [HandedText] = []
        for mention in mentions {
            do {
                let text = try await withDeadline(Self.time) { try await hand(mention) }
                if !handed.contains(text) { handed.append(text) }
            } catch let refusal as MentionRefusal {
                throw refusal
            } catch {
                throw MentionRefusal("@\(mention.kind.rawValue): \(error)")
            }
        }
        return handed
    }

    private func hand(_ mention: Mention) async throws -> HandedText {
        if mention.kind == .file {
            guard let name = mention.name else { throw Self.nameless(mention) }
            return try await HandedFile.opened(name, environment: environment).handed
        }
        let snapshot = try await ClusterTools.sight(of: site)
        switch mention.kind {
        case .node: return try await node(mention, in: snapshot)
        case .vm, .ct, .guest: return try await guest(mention, in: snapshot)
        case .storage: return try storage(mention, in: snapshot)
        case .task: return try task(mention, in: snapshot)
        case .log: return try await log(mention, in: snapshot)
        case .screen, .last, .file: throw MentionRefusal("\(mention.text) is not of the cluster.")
        }
    }

    private func node(_ mention: Mention, in snapshot: ClusterSnapshot) async throws -> HandedText {
        guard let name = mention.name else { throw Self.nameless(mention) }
        guard let node = snapshot.nodes.first(where: { $0.name.text.lowercased() == name.lowercased() })
        else {
            let known = snapshot.nodes.map(\.name.text).joined(separator: ", ")
            throw MentionRefusal(
                "There is no node \(Self.quoted(name)) in \(snapshot.name); the nodes are \(known).")
        }
        let facts = try await ClusterTools.nodeStatus(site).run(["node": .string(node.name.text)])
        return handed(facts, "node", "@node \(node.name)")
    }

    private func guest(_ mention: Mention, in snapshot: ClusterSnapshot) async throws -> HandedText {
        guard let name = mention.name else { throw Self.nameless(mention) }
        let found = Self.guests(name, in: snapshot)
        guard let guest = found.first else {
            throw MentionRefusal("There is no guest \(Self.quoted(name)) in \(snapshot.name).")
        }
        guard found.count == 1 else {
            let numbers = found.map { String($0.vmid.number) }.joined(separator: ", ")
            throw MentionRefusal("\(Self.quoted(name)) may be \(numbers); name one by its number.")
        }
        let facts = try await ClusterTools.guestStatus(site).run(["vmid": .integer(guest.vmid.number)])
        let called = guest.name.map { " (\(Untrusted($0).name))" } ?? ""
        return handed(facts, "guest", "@\(mention.kind.rawValue) \(guest.vmid)\(called)")
    }

    private func storage(_ mention: Mention, in snapshot: ClusterSnapshot) throws -> HandedText {
        guard let name = mention.name else { throw Self.nameless(mention) }
        let rows = snapshot.storageRows.filter { row in
            row["storage"]?.string?.lowercased() == name.lowercased()
        }
        guard !rows.isEmpty else {
            throw MentionRefusal("There is no storage \(Self.quoted(name)) in \(snapshot.name).")
        }
        let facts = ClusterTools.outcome(["storage": .array(rows)], from: snapshot)
        return handed(facts, "storage", "@storage \(Self.brief(name))")
    }

    private func task(_ mention: Mention, in snapshot: ClusterSnapshot) throws -> HandedText {
        let task = try Self.task(mention, in: snapshot) { _ in true }
        let facts = ClusterTools.outcome(["task": task.row], from: snapshot)
        return handed(facts, "task", "@task: \(Self.words(task))")
    }

    private func log(_ mention: Mention, in snapshot: ClusterSnapshot) async throws -> HandedText {
        let task = try Self.task(mention, in: snapshot) { $0.state.isFailure }
        let facts = try await ClusterTools.taskLog(site).run([
            "upid": .string(task.upid.text), "limit": .integer(Self.logLines),
        ])
        return handed(facts, "log", "@log: \(Self.words(task))")
    }

    private func handed(_ facts: ToolOutcome, _ kind: String, _ title: String) -> HandedText {
        HandedText(facts.text, from: "cluster.\(kind)", title: title, origin: .cluster)
    }
}

extension MentionDesk {
    /// The newest task of the thing that is named; where none is, the newest of all that `suits`.
    private static func task(
        _ mention: Mention, in snapshot: ClusterSnapshot, _ suits: (ClusterTask) -> Bool
    ) throws(MentionRefusal) -> ClusterTask {
        let subjects = mention.name.map { Self.subjects($0, in: snapshot) }
        if let name = mention.name, let subjects, !subjects.isEmpty {
            let found = snapshot.tasks.first { task in
                subjects.contains(task.upid.subject) || subjects.contains("node:\(task.upid.node)")
            }
            guard let found else {
                throw MentionRefusal("No task of \(quoted(name)) is among those that are known.")
            }
            return found
        }
        if let name = mention.name, !mention.isGuess || name.allSatisfy(\.isNumber) {
            throw MentionRefusal(
                "There is no guest, node or storage \(quoted(name)) in \(snapshot.name).")
        }
        guard let found = snapshot.tasks.first(where: suits) else {
            let isLog = mention.kind == .log
            throw MentionRefusal(
                isLog ? "None of the tasks that are known has failed." : "No task is known.")
        }
        return found
    }

    /// What the tasks of a thing work on; empty where there is no such thing.
    private static func subjects(_ name: String, in snapshot: ClusterSnapshot) -> Set<String> {
        let small = name.lowercased()
        var subjects = Set(guests(name, in: snapshot).map { String($0.vmid.number) })
        if let node = snapshot.nodes.first(where: { $0.name.text.lowercased() == small }) {
            subjects.insert("node:\(node.name)")
        }
        for storage in snapshot.storages where storage.name.text.lowercased() == small {
            subjects.insert(storage.name.text)
        }
        return subjects
    }

    /// The guest of that number, or those of that name.
    private static func guests(_ name: String, in snapshot: ClusterSnapshot) -> [Guest] {
        if let vmid = VMID(name) { return snapshot.guest(vmid).map { [$0] } ?? [] }
        return snapshot.guests.filter { $0.name?.lowercased() == name.lowercased() }
    }

    private static func words(_ task: ClusterTask) -> String {
        let subject = task.upid.subject.isEmpty ? "" : " of \(Untrusted(task.upid.subject).line)"
        let state =
            switch task.state {
            case .running: "running"
            case .unknown: "ending unknown"
            case .ok, .warnings, .failed, .interrupted:
                brief(task.state.exitStatus ?? "ending unknown")
            }
        return "\(Untrusted(task.upid.type).line)\(subject) on \(task.upid.node), \(state)"
    }

    private static func nameless(_ mention: Mention) -> MentionRefusal {
        MentionRefusal("Which one? It is \(mention.kind.usage).")
    }

    private static func quoted(_ name: String) -> String { "\"\(brief(name))\"" }

    private static func brief(_ text: String) -> String { Untrusted(text).line.clipped(toColumns: 60) }
}

/// Why something that a message names is not handed over, in a sentence.
package struct MentionRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description
    }
}
