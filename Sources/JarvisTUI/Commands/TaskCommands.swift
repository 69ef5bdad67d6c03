import ClusterKit
import Multiplexer

extension Commands {
    /// Looking at what tasks said.
    static let tasks: [Command] = [
        Command(
            id: "task.log", name: "Log of its last task", keys: ["L"],
            help: "Shows the log of the last task of the selected guest or node.", scope: .panel(.cluster)
        ) { state in
            guard let subject = state.selectionPhrase else { return [] }
            return state.showLog(of: state.lastTask, orSay: "No task of \(subject) is known.")
        },
        Command(
            id: "task.failedbackup", name: "Log of the last failed backup", keys: ["B"],
            help: "Shows the log of the last backup that failed or warned.", scope: .panel(.cluster)
        ) { state in
            let failed = state.cluster.snapshot.tasks.first { task in
                task.upid.type == "vzdump" && (task.state.isFailure || task.state.isWarning)
            }
            return state.showLog(of: failed, orSay: "No backup failed among the tasks that are known.")
        },
    ]
}

extension AppState {
    /// The newest task of the selected guest, or of the selected node itself; of a selected task that.
    fileprivate var lastTask: ClusterTask? {
        let tasks = cluster.snapshot.tasks
        return switch cluster.selection {
        case .guest(let id): tasks.first { $0.upid.subject == "\(id.vmid)" }
        case .node(let name): tasks.first { $0.upid.node == name }
        case .task(let upid): tasks.first { $0.upid == upid }
        case .quorum, .group, .heading, .storage, nil: nil
        }
    }

    fileprivate mutating func showLog(of task: ClusterTask?, orSay words: String) -> [Effect] {
        guard let task else {
            announce(words, .notice)
            return []
        }
        cluster.reveal(.task(task.upid))
        let request = DetailRequest(cluster: cluster.name, subject: .task(task.upid), timeframe: .hour)
        push(DetailLayer(request: request))
        return [.kit(.load(request))]
    }
}
