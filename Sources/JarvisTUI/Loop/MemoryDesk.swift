import CommandLine
import Jarvis
import Multiplexer

/// Work with what Jarvis remembers, for the view of it.
enum MemoryOrder: Sendable, Equatable {
    /// Tell the facts of a cluster and what was done in it, or those with some words.
    case show(cluster: String, words: String)
    /// Forget or pin the fact of a number, and tell them anew.
    case change(FactOrder, Int64, cluster: String, showing: String)
    /// Write all of them into two files.
    case export(cluster: String)
}

/// Does that work; what comes of it goes home as events.
struct MemoryDesk: Sendable {
    let estate: Estate
    let mailbox: Mailbox

    /// More than that nobody reads through; `jarvis audit` has all.
    private static let mostActs = 200

    func carryOut(_ order: MemoryOrder) async {
        switch order {
        case .show(let cluster, let words): await show(cluster, words)
        case .change(let order, let number, let cluster, let words):
            guard let reply = await estate.butler(cluster)?.recollect(order, String(number)) else { return }
            mailbox.send(.notice(reply, .info))
            await show(cluster, words)
        case .export(let cluster):
            do {
                let export = MemoryExport(
                    store: estate.store, cluster: cluster, environment: ProcessEnvironment.current)
                mailbox.send(.notice(try await export.write(), .info))
            } catch {
                mailbox.send(.notice("\(error)", .warning))
            }
        }
    }

    private func show(_ cluster: String, _ words: String) async {
        do {
            let facts = try await KnownFact.all(of: cluster, with: words, in: estate.store)
            let acts = try await Episodes(estate.store.audit, of: cluster).find(
                words, limit: Self.mostActs, in: await estate.site(cluster)?.snapshot)
            mailbox.send(.kit(.facts(facts, acts: acts, with: words, of: cluster)))
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }
}
