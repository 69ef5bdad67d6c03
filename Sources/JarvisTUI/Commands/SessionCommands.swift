import Multiplexer

extension Commands {
    /// Coming and going.
    static let session: [Command] = [
        Command(
            id: "session.suspend", name: "Suspend", keys: ["C-z"],
            help: "Gives the terminal to the shell Jarvis was started from, until fg.", scope: .everywhere
        ) { _ in
            [.session(.suspend)]
        },
        Command(
            id: "session.detach", name: "Leave", keys: ["q"],
            help:
                "Gives the terminal back. Jarvis, his watch and the shell go on; the next jarvis finds them.",
            scope: .everywhere, isProminent: true
        ) { _ in
            [.session(.detach)]
        },
        Command(
            id: "session.end", name: "End Jarvis", keys: ["Q"],
            help: "Ends the house: the watch, the shell and the conversation's run.", scope: .everywhere
        ) { state in
            state.put(EndLayer())
            return []
        },
    ]
}
