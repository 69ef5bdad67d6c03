import CommandLine
import Jarvis
import Multiplexer

/// Work with the conversations that the memory has.
enum TalkOrder: Sendable, Equatable {
    /// Write the one with a cluster's butler into a file; without a path into the folder of state.
    case export(cluster: String, path: String?)
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
            case .export(let cluster, let path):
                let export = TalkExport(
                    store: estate.store, cluster: cluster, environment: ProcessEnvironment.current)
                let words = try await export.write(to: path)
                mailbox.send(.notice(words, .info))
            case .find(let words):
                mailbox.send(.kit(.found(words, try await talks.find(words))))
            case .prompts:
                mailbox.send(.kit(.prompts(try await talks.prompts())))
            }
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }
}
