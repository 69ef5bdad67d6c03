import Screen

extension Commands {
    /// Reading, copying and pasting what the shell showed.
    package static let shellReading: [Command] = [
        reading(
            "shell.copy", "Copy mode", ["["],
            "Reads, chooses and copies with vi's keys; ? there searches back.",
            pressing: []),
        reading(
            "shell.search", "Search", ["/"], "Searches what was shown by a regular expression, newest first.",
            pressing: ["?"]),
        reading(
            "shell.promptbefore", "Prompt before", ["(", "M-Up"], "Goes to the prompt before, in copy mode.",
            pressing: ["[", "["]),
        reading(
            "shell.promptnext", "Next prompt", [")", "M-Down"], "Goes to the next prompt, in copy mode.",
            pressing: ["]", "]"]),
        reading(
            "shell.link", "Link", ["u"], "Goes to the newest address or file in copy mode; Enter opens it.",
            pressing: ["u"]),
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
        _ id: String, _ name: String, _ keys: [String], _ help: String, pressing names: [String]
    ) -> Command {
        let pressed = names.compactMap { Key($0) }
        return prefixed(id, name, keys, help, shown: names.isEmpty) { state in
            [.screen(.copyMode(state.shell.focus, pressed))]
        }
    }
}

extension AppState {
    /// Pastes a text into the pane that has the keys, as if it came from the terminal.
    package func pasteIntoShell(_ text: String) -> [Effect] {
        [.screen(.shellInput([Input(.paste(Paste(bytes: Array(text.utf8))), raw: [])], shell.focus))]
    }
}
