extension Commands {
    /// Everything in the shell that follows the prefix key.
    package static let shell = shellTabs + shellPanes + shellReading + shellView

    /// What the column shows, and the ways out of it.
    private static let shellView: [Command] = [
        prefixed("shell.scrollup", "Scroll up", ["PageUp"], "Looks at what scrolled away.", shown: true) {
            state in
            [.screen(.scrollShell(state.shell.focus, lines: max(1, state.size.height / 2)))]
        },
        prefixed("shell.scrolldown", "Scroll down", ["PageDown"], "Looks at newer lines.") { state in
            [.screen(.scrollShell(state.shell.focus, lines: -max(1, state.size.height / 2)))]
        },
        prefixed(
            "shell.full", "Full screen", ["f", "Z"], "Gives the shell the whole screen, and back.",
            shown: true,
            availability: insideHouse
        ) { state in
            state.shell.isFullScreen.toggle()
            return []
        },
        prefixed(
            "shell.leave", "Next column", ["Tab"], "Leaves the shell for the next column.", shown: true,
            availability: insideHouse
        ) { state in
            state.focus(state.catalog.panel(1, from: state.focus))
            return []
        },
        prefixed("prefix.cluster", "Cluster", ["C"], "Goes to the cluster.", availability: insideHouse) {
            state in
            state.focus(state.catalog.panel(of: .cluster))
            return []
        },
        prefixed("prefix.jarvis", "Jarvis", ["a"], "Goes to Jarvis.", availability: insideHouse) { state in
            state.focus(state.catalog.panel(of: .jarvis))
            return []
        },
        prefixed(
            "prefix.detach", "Detach", ["d"], "Leaves Jarvis running and gives the terminal back.",
            shown: true,
            availability: insideHouse
        ) { _ in
            [.session(.detach)]
        },
        prefixed(
            "prefix.question", "Open the question", ["g"], "Opens the card that waits in the bar.",
            availability: { $0.waiting.isEmpty ? .disabled("none waits") : .enabled },
            run: { state in
                state.openQuestion()
                return []
            }),
        prefixed(
            "pane.reset", "Reset pane", ["r"],
            "Ends what a program left on: keyboard, mouse, colours, full screen. Draws all anew."
        ) { state in
            [.screen(.resetPane(state.shell.focus)), .screen(.redraw)]
        },
        prefixed("prefix.redraw", "Redraw", ["C-l"], "Draws the whole screen anew.") { _ in
            [.screen(.redraw)]
        },
        prefixed("prefix.help", "Help", ["?"], "Shows every key.", shown: true) { state in
            state.push(HelpLayer())
            return []
        },
        prefixed("prefix.palette", "Commands", [":"], "Finds a command by its name.") { state in
            state.push(PaletteLayer())
            return []
        },
    ]
}
