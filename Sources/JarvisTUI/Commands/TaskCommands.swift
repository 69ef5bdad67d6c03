import ClusterKit
import Multiplexer

extension Commands {
    /// Looking at what tasks said.
    static let tasks: [Command] = [
        Command(
            id: "task.log", name: "Log of its last task", keys: ["L"],
            help: "Shows the log of the last task of the selected guest or node.", scope: .panel(.cluster)
        ) { state in
            guard let subject = state.selectionPhrase, let row = state.cluster.selection else { return [] }
            let task = state.cluster.lastTask(of: row)
            return state.showLog(of: task, orSay: "No task of \(subject) is known.")
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

extension ClusterPane {
    /// The newest task of a guest, or of a node itself; of a task that.
    func lastTask(of row: ClusterRow) -> ClusterTask? {
        switch row {
        case .guest(let id): snapshot.tasks.first { $0.upid.subject == "\(id.vmid)" }
        case .node(let name): snapshot.tasks.first { $0.upid.node == name }
        case .task(let upid): snapshot.tasks.first { $0.upid == upid }
        case .quorum, .group, .heading, .storage: nil
        }
    }
}

extension AppState {
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
