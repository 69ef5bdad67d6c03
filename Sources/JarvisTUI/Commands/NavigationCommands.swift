import Multiplexer
import Screen

extension Commands {
    /// Moving between panes and opening the layers above them.
    static let navigation: [Command] = [
        Command(
            id: "help", name: "Help", keys: ["?", .function(1)], help: "Shows every key of every pane.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.push(HelpLayer())
            return []
        },
        Command(
            id: "palette", name: "Find or do", keys: [":", .control("p")],
            help: "Finds commands, guests, nodes, storages, tags and settings by any part of their names.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.push(PaletteLayer())
            return []
        },
        Command(
            id: "amiss", name: "What is amiss", keys: ["w"],
            help: "Lists all that is not as it should be; each line leads to its thing.", scope: .everywhere
        ) { state in
            state.push(AmissLayer(state))
            return []
        },
        Command(
            id: "costs", name: "What answers cost", keys: ["$"],
            help: "Shows what answers of models cost today, on the last days and by model.",
            scope: .everywhere
        ) { state in
            state.push(CostLayer())
            return [.kit(.loadCosts)]
        },
        Command(
            id: "focus.next", name: "Next pane", keys: [.tab], help: "Walks to the next pane.",
            scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(1, from: state.focus))
            return []
        },
        Command(
            id: "focus.previous", name: "Previous pane", keys: [.shift(.tab)], help: "Walks back.",
            scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(-1, from: state.focus))
            return []
        },
        Command(
            id: AppState.questionCommand, name: "Open the question", keys: [AppState.usualQuestionKey],
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
            id: "column.wider", name: "Wider", keys: [">"],
            help: "Makes this column wider; so does its edge, dragged with the mouse.", scope: .everywhere
        ) { $0.widenColumn(by: ColumnWidths.step) },
        Command(
            id: "column.narrower", name: "Narrower", keys: ["<"], help: "Makes this column narrower.",
            scope: .everywhere
        ) { $0.widenColumn(by: -ColumnWidths.step) },
        Command(
            id: "ask", name: "Ask Jarvis", keys: ["a", "i"],
            help: "Puts the cursor where you talk to Jarvis.",
            scope: .everywhere, isProminent: true
        ) { state in
            state.focus(.chat)
            return []
        },
    ]

    private static func column(_ column: Column, key: Key) -> Command {
        Command(
            id: "focus.\(column.title.lowercased())", name: "Go to \(column.title.lowercased())", keys: [key],
            help: "Puts the keys into the \(column.title.lowercased()) column.", scope: .everywhere
        ) { state in
            state.focus(state.catalog.panel(of: column))
            return []
        }
    }
}

extension Commands {
    /// Coming and going.
    static let session: [Command] = [
        Command(
            id: "session.suspend", name: "Suspend", keys: [.control("z")],
            help: "Gives the terminal to the shell Jarvis was started from, until fg.", scope: .everywhere
        ) { _ in
            [.session(.suspend)]
        },
        Command(
            id: "session.detach", name: "Leave", keys: ["q"],
            help:
                "Gives the terminal back. Jarvis, his watch and the shell go on; the next jarvis finds them. A demo ends.",
            scope: .everywhere, isProminent: true
        ) { _ in
            [.session(.detach)]
        },
        Command(
            id: "session.end", name: "End Jarvis", keys: ["Q"],
            help: "Ends the house: the watch, the shell and the conversation's run.", scope: .everywhere
        ) { state in
            state.put(EndLayer(isDemo: state.house.isDemo))
            return []
        },
    ]
}

extension Commands {
    /// How Jarvis looks; remembered for the next time.
    static let appearance: [Command] = [
        Command(
            id: "look.redraw", name: "Redraw", keys: [.control("l")],
            help: "Draws the whole screen anew, for one that another program has garbled.", scope: .everywhere
        ) { _ in
            [.screen(.redraw)]
        },
        Command(
            id: "look.mode", name: "Visual mode", keys: ["m"],
            help: "Goes round jarvis (motion and glow), ops (plain) and minimal (words for pictures).",
            scope: .everywhere
        ) { state in
            state.mode = state.mode.next
            return [.kit(.remember(.mode, state.mode.rawValue))]
        },
        Command(
            id: "look.theme", name: "Theme", keys: ["t"], help: "Goes round the colour themes.",
            scope: .everywhere
        ) { state in
            guard let theme = state.nextTheme() else { return [] }
            return [.screen(.useTheme(theme)), .kit(.remember(.theme, theme))]
        },
        Command(
            id: "look.picture", name: "Picture", keys: ["P"],
            help: "Draws the screen into a file of your home, with other names for guests, nodes and hosts.",
            scope: .everywhere
        ) { _ in
            [.work(Work(PictureOrder()))]
        },
    ]

    /// What only a simulated cluster can do.
    static let demo: [Command] = [
        Command(
            id: "demo.scenario", name: "Scenarios", keys: ["!"],
            help: "Lets something happen to the simulated cluster: a node dies, a guest crashes, …",
            scope: .everywhere, isProminent: true,
            availability: { $0.house.scenarios.isEmpty ? .hidden : .enabled },
            run: { state in
                state.push(ScenarioLayer())
                return []
            })
    ]
}
