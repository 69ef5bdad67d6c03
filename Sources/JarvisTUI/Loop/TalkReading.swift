import CommandLine
import Jarvis
import Multiplexer

/// Work with the conversations that the memory has.
enum TalkOrder: Sendable, Equatable {
    /// Write the one with a cluster's butler into a file; without a path into the folder of state.
    case export(cluster: String, path: String?)
}

/// Does that work; what comes of it goes home as events.
struct TalkReading: Sendable {
    let estate: Estate
    let mailbox: Mailbox

    func carryOut(_ order: TalkOrder) async {
        do {
            switch order {
            case .export(let cluster, let path):
                let export = TalkExport(
                    store: estate.store, cluster: cluster, environment: ProcessEnvironment.current)
                let words = try await export.write(to: path)
                mailbox.send(.notice(words, .info))
            }
        } catch {
            mailbox.send(.notice("\(error)", .warning))
        }
    }
}
