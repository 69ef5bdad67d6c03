import CommandLine
import Jarvis
import Memory
import Multiplexer

/// Work with the conversations that the memory has.
enum TalkOrder: Sendable, Equatable {
    /// Write the one with a cluster's butler into a file; without a path into the folder of state.
    case export(cluster: String, path: String?, as: TalkExport.Form = .markdown)
    /// List those of a cluster.
    case list(cluster: String)
    /// Go on with one of them.
    case open(ConversationRecord.ID, cluster: String)
    /// Give the one with a cluster's butler a name.
    case rename(String, cluster: String)
    /// Go on in a copy of it.
    case fork(cluster: String)
    /// Go on in a new one that begins with a summary of it.
    case carryOn(cluster: String)
    /// Go on from before a question of it, and then say something.
    case branch(Remark, BranchPoint)
    /// Tell a call of the one with a cluster's butler.
    case call(TalkCall.ID, cluster: String)
    /// Look for words in all of them.
    case find(String)
    /// List what the operator said in them.
    case prompts
}

/// Does that work; what comes of it goes home as events.
struct TalkReading: Sendable {
    let estate: Estate
    let mailbox: Mailbox

    private var talks: TalkSearch { TalkSearch(estate.store.conversations) }

    func carryOut(_ order: TalkOrder) async {
        do {
            switch order {
            case .export(let cluster, let path, let form):
                let export = TalkExport(
                    store: estate.store, cluster: cluster, environment: ProcessEnvironment.current)
                let words = try await export.write(to: path, as: form)
                mailbox.send(.notice(words, .info))
            case .list(let cluster):
                let notes = try await Talks(estate.store).notes(of: cluster)
                mailbox.send(.kit(.talks(notes, of: cluster)))
            case .open(let id, let cluster): try await open(id, in: cluster)
            case .rename(let name, let cluster):
                if let words = await estate.butler(cluster)?.renameTalk(name) {
                    mailbox.send(.kit(.replied(words, in: cluster)))
                }
            case .fork(let cluster):
                if let words = await estate.butler(cluster)?.forkTalk() {
                    mailbox.send(.kit(.replied(words, in: cluster)))
                }
            case .carryOn(let cluster):
                if let words = await estate.butler(cluster)?.continueTalk() {
                    mailbox.send(.kit(.replied(words, in: cluster)))
                }
            case .branch(let remark, let point): await branch(remark, point)
            case .call(let id, let cluster):
                let call = try await Talks(estate.store).call(id, of: cluster)
                mailbox.send(.kit(.call(call, id, of: cluster)))
            case .find(let words):
                mailbox.send(.kit(.found(words, try await talks.find(words))))
            case .prompts:
                mailbox.send(.kit(.prompts(try await talks.prompts())))
            }
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }

    private func open(_ id: ConversationRecord.ID, in cluster: String) async throws {
        guard let messages = try await estate.butler(cluster)?.open(id) else { return }
        let talks = Talks(estate.store)
        let cost = try await talks.cost(of: cluster)
        let contents = ChatEntry.contents(of: messages, citing: try await talks.calls(of: cluster))
        mailbox.send(.kit(.opened(contents, cost: cost, in: cluster)))
    }

    private func branch(_ remark: Remark, _ point: BranchPoint) async {
        do throws(TalkRefusal) {
            guard let butler = estate.butler(remark.cluster) else { return }
            try await butler.branch(before: point.question, later: point.later)
            mailbox.send(.kit(.branched(remark, at: point)))
        } catch {
            var edited = remark
            edited.branch = point
            mailbox.send(.kit(.notHandedOver(edited, error.description)))
        }
    }
}
