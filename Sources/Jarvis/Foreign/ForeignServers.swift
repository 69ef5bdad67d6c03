import AIKit
import FoundationEssentials
import JSON
import Memory
import Text

/// All foreign servers of an estate; their tools are handed out for a conversation at a time.
package actor ForeignServers {
    private var servers: [ForeignServer]
    private let environment: [String: String]
    private let preferences: Preferences
    private let feed: ActivityFeed
    /// What the feed was last told of servers that lend nothing, by their names.
    private var faults: [String: String] = [:]

    /// What a conversation is given.
    struct Kit: Sendable {
        var tools: [Tool] = []
        /// What the operator is told, a sentence each.
        var notes: [String] = []
    }

    init(
        _ settings: [ForeignSettings], environment: [String: String], preferences: Preferences,
        feed: ActivityFeed
    ) {
        servers = settings.map { ForeignServer($0, environment: environment) }
        self.environment = environment
        self.preferences = preferences
        self.feed = feed
    }

    /// Goes by other settings: a conversation that is under way keeps the tools of a server that stays as it was.
    func use(_ settings: [ForeignSettings]) async {
        let before = servers
        servers = settings.map { settings in
            before.first { $0.settings == settings } ?? ForeignServer(settings, environment: environment)
        }
        for server in before where !servers.contains(where: { $0 === server }) { await server.close() }
    }

    /// Lets go of all.
    package func close() async {
        let gone = servers
        servers = []
        await withDiscardingTaskGroup { group in
            for server in gone { group.addTask { await server.close() } }
        }
    }

    /// The tools of those that serve a cluster, as they are now; `scope` says what is private.
    ///
    /// Ends when each has answered or passed its deadline.
    func kit(for site: Site, scope: @escaping @Sendable () async -> RedactionScope) async -> Kit {
        let asked = servers.filter { $0.settings.serves(site.name) }
        let offers = await withTaskGroup(of: Offer.self) { group in
            for server in asked { group.addTask { await Offer(of: server) } }
            return await group.reduce(into: [Offer]()) { $0.append($1) }
        }
        var kit = Kit()
        for offer in offers.sorted(by: { $0.server.settings.name < $1.server.settings.name }) {
            let name = offer.server.settings.name
            switch offer.outcome {
            case .success(let list):
                kit.tools += list.tools.filter { offer.server.settings.tier(of: $0.name) < .black }.map {
                    ForeignCall(server: offer.server, tool: $0, site: site, scope: scope).asTool
                }
                faults[name] = nil
                await note(list)
            case .failure(.cancelled): break
            case .failure(let fault):
                let words = "The foreign server \(name) lends no tools: \(fault)."
                kit.notes.append(words)
                guard faults[name] != words else { continue }
                faults[name] = words
                await tell(.warning, "mcp.fault", words)
            }
        }
        return kit
    }

    private struct Offer: Sendable {
        var server: ForeignServer
        var outcome: Result<ForeignToolList, MCPFault>

        init(of server: ForeignServer) async {
            self.server = server
            do throws(MCPFault) {
                outcome = .success(try await server.offer())
            } catch {
                outcome = .failure(error)
            }
        }
    }

    /// Tells the feed what is not as it was when a conversation last began.
    private func note(_ list: ForeignToolList) async {
        let key = "mcp.tools.\(list.server)"
        let now = Dictionary(list.tools.map { ($0.name, TextDigest.of($0.offer)) }) { first, _ in first }
        do {
            let kept = try await preferences.value(of: key)
            let before = try kept.map { try JSONValue(parsing: $0).object ?? [:] }?.compactMapValues(\.string)
            guard before != now else { return }
            let value = JSONValue.object(now.mapValues { .string($0) })
            try await preferences.set(key, to: value.text, at: .now)
            let remark = list.remark.map { "; \($0)" } ?? ""
            guard let before else {
                return await tell(
                    .info, "mcp.offered",
                    "The foreign server \(list.server) lends \(now.count) tools\(remark)",
                    Self.names(now.keys))
            }
            await tell(
                .warning, "mcp.changed", "The foreign server \(list.server) has changed its tools",
                Self.difference(before, now))
        } catch {
            await tell(
                .warning, "mcp.unknown",
                "Whether the foreign server \(list.server) has changed its tools is not known: \(error)")
        }
    }

    private static func difference(_ before: [String: String], _ now: [String: String]) -> String {
        let parts = [
            ("new", now.keys.filter { before[$0] == nil }), ("gone", before.keys.filter { now[$0] == nil }),
            ("described otherwise", now.keys.filter { before[$0] != nil && before[$0] != now[$0] }),
        ]
        return parts.filter { !$0.1.isEmpty }.map { "\($0.0): \(names($0.1))" }.joined(separator: "; ")
    }

    /// Names as the server has them, a few of them.
    private static func names(_ names: some Collection<String>) -> String {
        let shown = names.sorted().prefix(12).map { MCPFault.quoted($0).clipped(toColumns: 40) }
        return shown.joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
    }

    private func tell(
        _ severity: EventRecord.Severity, _ kind: String, _ title: String, _ detail: String? = nil
    ) async {
        await feed.add([
            EventRecord(
                time: .now, severity: severity, origin: .system, kind: kind, title: title, detail: detail)
        ])
    }
}
