extension Commands {
    /// Everything in the shell that follows the prefix key.
    static let shell = shellTabs + shellPanes + shellReading + shellView

    /// What the column shows, and the ways out of it.
    private static let shellView: [Command] = [
        prefixed("shell.scrollup", "Scroll up", ["PageUp"], "Looks at what scrolled away.", shown: true) {
            state, _ in
            [.screen(.scrollShell(state.shell.focus, lines: max(1, state.size.height / 2)))]
        },
        prefixed("shell.scrolldown", "Scroll down", ["PageDown"], "Looks at newer lines.") {
            state, _ in
            [.screen(.scrollShell(state.shell.focus, lines: -max(1, state.size.height / 2)))]
        },
        prefixed(
            "shell.full", "Full screen", ["f", "Z"], "Gives the shell the whole screen, and back.",
            shown: true,
            availability: insideHouse
        ) { state, _ in
            state.shell.isFullScreen.toggle()
            return []
        },
        prefixed(
            "shell.leave", "Next column", ["Tab"], "Leaves the shell for the next column.", shown: true,
            availability: insideHouse
        ) { state, _ in
            state.focus(state.focus.next)
            return []
        },
        prefixed("prefix.cluster", "Cluster", ["C"], "Goes to the cluster.", availability: insideHouse) {
            state, _ in
            state.focus(.cluster)
            return []
        },
        prefixed("prefix.jarvis", "Jarvis", ["a"], "Goes to Jarvis.", availability: insideHouse) { state, _ in
            state.focus(.chat)
            return []
        },
        prefixed(
            "prefix.detach", "Detach", ["d"], "Leaves Jarvis running and gives the terminal back.",
            shown: true,
            availability: insideHouse
        ) { _, _ in
            [.session(.detach)]
        },
        prefixed(
            "prefix.question", "Open the question", ["g"], "Opens the card that waits in the bar.",
            availability: { $0.waiting.isEmpty ? .disabled("none waits") : .enabled },
            run: { state, _ in
                state.openQuestion()
                return []
            }),
        prefixed(
            "pane.reset", "Reset pane", ["r"],
            "Ends what a program left on: keyboard, mouse, colours, full screen. Draws all anew."
        ) { state, _ in
            [.screen(.resetPane(state.shell.focus)), .screen(.redraw)]
        },
        prefixed("prefix.redraw", "Redraw", ["C-l"], "Draws the whole screen anew.") { _, _ in
            [.screen(.redraw)]
        },
        prefixed("prefix.help", "Help", ["?"], "Shows every key.", shown: true) { state, _ in
            state.push(HelpLayer())
            return []
        },
        prefixed("prefix.palette", "Commands", [":"], "Finds a command by its name.") { state, _ in
            state.push(PaletteLayer())
            return []
        },
    ]
}
