import Multiplexer

extension Commands {
    /// Moving between panes and opening the layers above them.
    static let navigation: [Command] = [
        Command(
            id: "help", name: "Help", keys: ["?", "F1"], help: "Shows every key of every pane.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.push(HelpLayer())
            return []
        },
        Command(
            id: "palette", name: "Commands", keys: [":", "C-p"], help: "Finds a command by its name.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.push(PaletteLayer())
            return []
        },
        Command(
            id: "focus.next", name: "Next pane", keys: ["Tab"], help: "Walks to the next pane.",
            scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(1, from: state.focus))
            return []
        },
        Command(
            id: "focus.previous", name: "Previous pane", keys: ["S-Tab"], help: "Walks back.",
            scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(-1, from: state.focus))
            return []
        },
        Command(
            id: "question.open", name: "Open the question", keys: [AppState.questionKey],
            help: "Opens the card that waits in the bar, wherever the keys go; puts an open one aside.",
            scope: .everywhere, availability: { $0.waiting.isEmpty ? .disabled("none waits") : .enabled },
            run: { state in
                state.openQuestion()
                return []
            }),
        column(.cluster, key: "1"), column(.jarvis, key: "2"), column(.shell, key: "3"),
        Command(
            id: "zoom", name: "Zoom", keys: ["z"], help: "Gives the whole screen to this column, and back.",
            scope: .everywhere
        ) { state in
            state.isZoomed.toggle()
            return []
        },
        Command(
            id: "ask", name: "Ask Jarvis", keys: ["a", "i"],
            help: "Puts the cursor where you talk to Jarvis.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.focus(.chat)
            return []
        },
    ]

    private static func column(_ column: Column, key: String) -> Command {
        Command(
            id: "focus.\(column.title.lowercased())", name: "Go to \(column.title.lowercased())", keys: [key],
            help: "Puts the keys into the \(column.title.lowercased()) column.", scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(of: column))
            return []
        }
    }
}
