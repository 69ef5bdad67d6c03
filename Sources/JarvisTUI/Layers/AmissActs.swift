import ClusterKit
import Multiplexer
import Screen

/// What can be done about one finding, each with the key that does it in the list of all that is amiss.
struct AmissActs {
    let finding: HealthFinding
    let state: AppState

    /// What shows the log of its task.
    static let logCommand = "task.log"

    private var guest: Guest? { state.cluster.snapshot.guest(of: finding) }

    /// The task that ended badly, or the last one of the guest or node; `nil` where none is known.
    var task: UPID? {
        switch state.cluster.place(of: finding) {
        case .task(let upid): upid
        case .row(let row): state.cluster.lastTask(of: row)?.upid
        }
    }

    /// Whatever the guest allows just now.
    var ofGuest: [KeyHint] { guest.map { Commands.hints(on: $0, in: state) } ?? [] }

    var log: [KeyHint] {
        task == nil ? [] : [state.catalog.command(id: Self.logCommand)?.hint()].compactMap(\.self)
    }

    var silence: [KeyHint] {
        let name = AmissAction.commands.first { $0.id == AmissAction.silence.id }?.name
        return name.map { state.catalog.hint([AmissAction.silence], $0) } ?? []
    }

    /// Those that help: what takes a guest down that runs does not.
    var helping: [KeyHint] { (guest?.status == .running ? [] : ofGuest) + log + silence }
}
