extension Commands {
    /// The shell column; its keys follow the prefix, because everything else belongs to the shell.
    static let shell: [Command] = [
        prefixed("shell.leave", "Next pane", ["Tab"], "Leaves the shell for the next pane.") { state, _ in
            state.focus(state.focus.next)
            return []
        },
        prefixed("shell.scrollup", "Scroll up", ["PageUp", "Up"], "Looks at what scrolled away.") {
            state, _ in
            [.loop(.scrollShell(lines: max(1, state.size.height / 2)))]
        },
        prefixed("shell.scrolldown", "Scroll down", ["PageDown", "Down"], "Looks at newer lines.") {
            state, _ in
            [.loop(.scrollShell(lines: -max(1, state.size.height / 2)))]
        },
        prefixed("shell.restart", "New shell", ["c"], "Starts a new shell when the old one has ended.") {
            _, _ in
            [.loop(.restartShell)]
        },
        prefixed("prefix.detach", "Detach", ["d"], "Leaves Jarvis running and gives the terminal back.") {
            _, _ in
            [.loop(.detach)]
        },
        prefixed("prefix.zoom", "Zoom", ["z"], "Gives the whole screen to this column, and back.") {
            state, _ in
            state.isZoomed.toggle()
            return []
        },
        prefixed("prefix.help", "Help", ["?"], "Shows every key.") { state, _ in
            state.push(HelpLayer())
            return []
        },
        prefixed("prefix.palette", "Commands", [":"], "Finds a command by its name.") { state, _ in
            state.push(PaletteLayer())
            return []
        },
        prefixed("prefix.cluster", "Cluster", ["1"], "Goes to the cluster.") { state, _ in
            state.focus(.cluster)
            return []
        },
        prefixed("prefix.jarvis", "Jarvis", ["2", "a"], "Goes to Jarvis.") { state, _ in
            state.focus(.chat)
            return []
        },
    ]

    /// Coming and going.
    static let session: [Command] = [
        Command(
            id: "session.suspend", name: "Suspend", keys: ["C-z"],
            help: "Gives the terminal to the shell Jarvis was started from, until fg.", scope: .everywhere
        ) { _, _ in
            [.loop(.suspend)]
        },
        Command(
            id: "session.detach", name: "Leave", keys: ["q"],
            help:
                "Gives the terminal back. Jarvis, his watch and the shell go on; the next jarvis finds them.",
            scope: .everywhere, isProminent: true
        ) { _, _ in
            [.loop(.detach)]
        },
        Command(
            id: "session.end", name: "End Jarvis", keys: ["Q"],
            help: "Ends the house: the watch, the shell and the conversation's run.", scope: .everywhere
        ) { state, _ in
            state.push(EndLayer())
            return []
        },
    ]

    private static func prefixed(
        _ id: String, _ name: String, _ keys: [String], _ help: String,
        run: @escaping @Sendable (inout AppState, Moment) -> [Effect]
    ) -> Command {
        Command(id: id, name: name, keys: keys, help: help, scope: .prefix, run: run)
    }
}
