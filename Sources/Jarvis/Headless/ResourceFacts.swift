import AIKit
import ClusterKit
import FoundationEssentials
import JSON
import Memory

/// What other programs may read of an estate without a call, and by what they are told that it changed.
struct ResourceFacts: Sendable {
    let estate: Estate

    /// Lines of the feed that are told.
    private static let lines = 100

    /// `{"clusters": [{"cluster", "concerns"?, "findings"?, "unknown"?}]}`.
    func incidents() async -> JSONValue {
        var clusters: [JSONValue] = []
        for site in estate.sites {
            let snapshot = await site.snapshot
            var members: [String: JSONValue] = ["cluster": .string(snapshot.name)]
            if snapshot.freshness[.resources]?.lastGood == nil {
                members["unknown"] = ["nothing is known of the cluster yet"]
            } else {
                members.merge(Judgement(of: snapshot, at: .now).members) { own, _ in own }
            }
            clusters.append(.object(members))
        }
        return ["clusters": .array(clusters)]
    }

    /// `{"events": [{"time", "severity", "kind", "cluster"?, "subject"?, "title", "detail"?}]}`, the latest first.
    func feed() async throws(MemoryError) -> JSONValue {
        let events = try await estate.store.events.list(EventFilter(), limit: Self.lines)
        let rows = events.map { event in
            JSONValue.known([
                "time": .moment(event.time), "severity": .string(String(describing: event.severity)),
                "kind": .string(event.kind), "cluster": event.cluster.map { .string($0) },
                "subject": event.subject.map { .string($0) }, "title": .string(event.title),
                "detail": event.detail.map { .string($0) },
            ])
        }
        return ["events": .array(rows)]
    }

    /// What of each resource is worth reading it again: states and tasks, and no figures of load.
    func marks() async throws(MemoryError) -> [String: String] {
        var states: [JSONValue] = []
        for site in estate.sites {
            let snapshot = await site.snapshot
            states += snapshot.nodes.map { ["node": .string($0.name.text), "is": .string("\($0.state)")] }
            states += snapshot.guests.map { guest in
                [
                    "vmid": .integer(guest.vmid.number), "is": .string("\(guest.status)"),
                    "on": .string(guest.node.text),
                ]
            }
            states += snapshot.tasks.prefix(50).map { .string("\($0.upid.text) \($0.state)") }
        }
        let findings = await incidents()["clusters"]?.array ?? []
        let named = findings.map { cluster in
            JSONValue.array(
                (cluster["findings"]?.array ?? []).map { finding in
                    .array(["severity", "about", "name", "what"].map { finding[$0] ?? .null })
                })
        }
        let latest = try await estate.store.events.list(EventFilter(), limit: 1).first
        let state = JSONValue.array(states).text
        return [
            "cluster": state, "status": state, "incidents": JSONValue.array(named).text,
            "feed": latest.map { "\($0.time) \($0.title)" } ?? "",
        ]
    }
}

extension Errand {
    /// Prints `begun`, and then the name of each resource whose state has changed, a line each, until it is not wanted any more.
    ///
    /// An empty line says now and then that it is still looked.
    package static let watchResources = Errand("watch-resources", need: .clusters, patience: .seconds(60)) {
        estate, _, output in
        let facts = ResourceFacts(estate: estate)
        do {
            var known = try await facts.marks()
            output("begun\n")
            var idle = 0
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(2))
                let now = try await facts.marks()
                let changed = now.keys.filter { now[$0] != known[$0] }.sorted()
                known = now
                idle = changed.isEmpty ? idle + 1 : 0
                if !changed.isEmpty { output(changed.joined(separator: "\n") + "\n") }
                if idle % 10 == 9 { output("\n") }
            }
            return Ending(.done)
        } catch let error as MemoryError {
            return Ending(.memory, error.description)
        } catch {
            // Only cancellation ends a sleep early.
            return Ending(.done)
        }
    }
}
