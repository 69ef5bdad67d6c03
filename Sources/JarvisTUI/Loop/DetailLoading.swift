import ClusterKit
import FoundationEssentials
import Jarvis

/// Fetches what the detail layer shows, part by part; a part that hangs holds up no other.
struct DetailLoading: Sendable {
    let site: Site
    let request: DetailRequest
    let show: @Sendable (DetailOutcome) -> Void

    func run() async {
        switch request.subject {
        case .node(let name):
            async let facts: Void = node(name)
            async let graphs: Void = series(.node(name))
            _ = await (facts, graphs)
        case .guest(let id, let node):
            async let facts: Void = guest(id, node)
            async let graphs: Void = series(.guest(id, node))
            _ = await (facts, graphs)
        case .storage(let id):
            async let facts: Void = storage(id)
            async let graphs: Void = series(.storage(id))
            _ = await (facts, graphs)
        case .task(let upid): await task(upid)
        }
    }

    private func part(_ load: () async throws -> DetailOutcome) async {
        do {
            show(try await load())
        } catch {
            show(.failed("\(error)"))
        }
    }

    private func series(_ subject: RRDSubject) async {
        await part { .series(try await site.client.series(of: subject, over: request.timeframe)) }
    }

    /// What a node says of itself; of one that is away, what was known of it.
    private func node(_ name: NodeName) async {
        let snapshot = await site.snapshot
        guard let node = snapshot.node(name), node.state == .offline else {
            return await part { .facts(DetailFacts.node(try await site.client.status(of: name))) }
        }
        show(.facts(DetailFacts.away(node, in: snapshot)))
    }

    /// The state and the configuration of a guest: a part that is refused says so in its place and hides no other.
    private func guest(_ id: GuestID, _ node: NodeName) async {
        async let state = found { try await site.client.status(of: id, at: node) }
        async let settings = found { try await site.client.config(of: id, at: node).object ?? [:] }
        // One after the other, and nothing built before the last await: decision 0015.
        let foundState = await state
        let foundSettings = await settings
        let address = await site.snapshot.guest(id.vmid)?.address
        show(.facts(DetailFacts.guest(foundState, at: address, config: foundSettings)))
    }

    private func found<Value: Sendable>(
        _ load: @Sendable () async throws -> Value
    ) async -> Result<Value, any Error> {
        do {
            return .success(try await load())
        } catch {
            return .failure(error)
        }
    }

    private func storage(_ id: Storage.ID) async {
        let row = await site.snapshot.storages.first { $0.id == id }
        await part {
            let backups = row?.content.contains("backup") == true ? try await site.client.backups(on: id) : []
            return .facts(DetailFacts.storage(row, backups))
        }
    }

    private func task(_ upid: UPID) async {
        show(.facts(DetailFacts.task(upid, await site.snapshot.tasks.first { $0.upid == upid })))
        var lines: [TaskLogLine] = []
        do {
            for try await progress in TaskFollower(site.client, upid) {
                switch progress {
                case .lines(let more):
                    lines = (lines + more).suffix(2000)
                    show(.log(lines))
                case .ended:
                    show(.facts(DetailFacts.task(upid, try await site.client.status(of: upid))))
                }
            }
        } catch {
            show(.failed("\(error)"))
        }
    }
}
