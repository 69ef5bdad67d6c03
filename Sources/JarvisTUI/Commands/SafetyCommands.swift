import Multiplexer
import Screen

extension Commands {
    /// What keeps the clusters from being changed.
    static let safety: [Command] = [
        Command(
            id: "kill", name: "Kill switch", keys: [.function(12)],
            help: """
                Stops every change of the clusters at once, by anybody, also while typing or in the shell; where it is on, \
                asks whether to release it.
                """,
            scope: .everywhere, isHeardAlways: true
        ) { state in
            guard state.house.kill.isOn else {
                state.announce("Kill switch: nothing is changed any more.", .warning)
                return [.kit(.engageKill)]
            }
            let isAsked = (state.layers + state.waiting).contains { $0 is ReleaseLayer }
            if !isAsked { state.put(ReleaseLayer(state: state.house.kill)) }
            return []
        },
        Command(
            id: "undo", name: "Undo", keys: ["U"],
            help:
                "Asks whether to take back the last change of the cluster: a start, a shutdown, a suspension.",
            scope: .everywhere
        ) { state in
            [.kit(.undo(cluster: state.cluster.name, isSaid: false))]
        },
    ]
}
