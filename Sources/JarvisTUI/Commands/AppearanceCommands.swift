import Multiplexer

extension Commands {
    /// How Jarvis looks; remembered for the next time.
    static let appearance: [Command] = [
        Command(
            id: "look.redraw", name: "Redraw", keys: ["C-l"],
            help: "Draws the whole screen anew, for one that another program has garbled.", scope: .everywhere
        ) { _ in
            [.screen(.redraw)]
        },
        Command(
            id: "look.mode", name: "Visual mode", keys: ["m"],
            help: "Goes round jarvis (motion and glow), ops (plain) and minimal (nothing moves).",
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
