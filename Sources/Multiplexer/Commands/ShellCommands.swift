import Screen

extension Commands {
    /// Everything in the shell that follows the prefix key.
    package static let shell = shellTabs + shellPanes + shellReading + shellView

    /// What the column shows, and the ways out of it.
    private static let shellView: [Command] = [
        prefixed("shell.scrollup", "Scroll up", [.pageUp], "Looks at what scrolled away.", shown: true) {
            state in
            [.screen(.scrollShell(state.shell.focus, lines: max(1, state.size.height / 2)))]
        },
        prefixed("shell.scrolldown", "Scroll down", [.pageDown], "Looks at newer lines.") { state in
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
            "shell.leave", "Next column", [.tab], "Leaves the shell for the next column.", shown: true,
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
            "prefix.wider", "Wider", [">"], "Makes this column wider.", repeats: true,
            availability: insideHouse
        ) { $0.widenColumn(by: ColumnWidths.step) },
        prefixed(
            "prefix.narrower", "Narrower", ["<"], "Makes this column narrower.", repeats: true,
            availability: insideHouse
        ) { $0.widenColumn(by: -ColumnWidths.step) },
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
        prefixed("prefix.redraw", "Redraw", [.control("l")], "Draws the whole screen anew.") { _ in
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

extension Commands {
    /// Reading, copying and pasting what the shell showed.
    package static let shellReading: [Command] = [
        reading(
            "shell.copy", "Copy mode", ["["],
            "Reads, searches, chooses and copies what was shown, with vi's keys.",
            running: nil),
        reading(
            "shell.search", "Search", ["/"], "Searches what was shown by a regular expression, newest first.",
            running: "copy.searchback"),
        reading(
            "shell.promptbefore", "Prompt before", ["(", .alt(.up)],
            "Goes to the prompt before, in copy mode.",
            running: "copy.promptbefore"),
        reading(
            "shell.promptnext", "Next prompt", [")", .alt(.down)], "Goes to the next prompt, in copy mode.",
            running: "copy.promptnext"),
        reading(
            "shell.link", "Link", ["u"], "Goes to the newest address or file in copy mode, which opens it.",
            running: "copy.linkbefore"),
        prefixed("shell.copyoutput", "Copy output", ["y"], "Copies what the last command printed.") { state in
            [.screen(.copyLastOutput(state.shell.focus))]
        },
        prefixed("shell.paste", "Paste", ["]"], "Pastes what was copied last.", shown: true) { state in
            guard let text = state.buffers.newest else {
                state.announce("Nothing was copied yet.", .notice)
                return []
            }
            return state.pasteIntoShell(text)
        },
        prefixed("shell.copies", "List of copies", ["="], "Lists what was copied, to paste one of it.") {
            state in
            state.push(CopyListLayer())
            return []
        },
    ]

    private static func reading(
        _ id: String, _ name: String, _ keys: [Key], _ help: String, running command: String?
    ) -> Command {
        prefixed(id, name, keys, help, shown: command == nil) { state in
            [.screen(.copyMode(state.shell.focus, command))]
        }
    }
}

extension AppState {
    /// Pastes a text into the pane that has the keys, as if it came from the terminal.
    package func pasteIntoShell(_ text: String) -> [Effect] {
        [.screen(.shellInput([Input(.paste(Paste(bytes: Array(text.utf8))), raw: [])], shell.focus))]
    }
}
