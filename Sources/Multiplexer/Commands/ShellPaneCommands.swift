extension Commands {
    /// The panes of a tab.
    package static let shellPanes: [Command] = [
        prefixed(
            "pane.columns", "Split right", ["%", "|"], "Halves the pane; a new shell is beside it.",
            shown: true
        ) { state in
            state.splitPane(.columns)
        },
        prefixed(
            "pane.rows", "Split down", ["\"", "-"], "Halves the pane; a new shell is below it.", shown: true
        ) { state in
            state.splitPane(.rows)
        },
        focus(.left, "Left", "h"), focus(.down, "Down", "j"), focus(.up, "Up", "k"),
        focus(.right, "Right", "l"),
        prefixed("pane.next", "Next pane", ["o"], "Goes to the next pane of the tab.") { state in
            state.shell.tab.walk(1)
            return []
        },
        prefixed("pane.last", "Last pane", [";"], "Goes back to the pane before.") { state in
            if let pane = state.shell.tab.previous { state.shell.tab.focus(pane) }
            return []
        },
        resize(.left, "Left", "H"), resize(.down, "Down", "J"), resize(.up, "Up", "K"),
        resize(.right, "Right", "L"),
        prefixed(
            "pane.zoom", "Zoom pane", ["z"], "Gives the pane all the room of its tab, and back.", shown: true
        ) { state in
            if state.shell.tab.panes.count > 1 { state.shell.tab.isZoomed.toggle() }
            return []
        },
        prefixed(
            "pane.record", "Record", ["R"], "Records the pane to an asciicast file, and ends that.",
            shown: true
        ) { state in
            let name = state.shell.name(of: state.shell.tab)
            return [.screen(.toggleRecording(state.shell.focus, name: name))]
        },
        swap("pane.swapnext", "Swap with next", "}", 1), swap("pane.swaplast", "Swap with last", "{", -1),
        prefixed(
            "pane.layout", "Next layout", ["Space"], "Lays the panes out in the next of five ways.",
            shown: true
        ) { state in
            state.announce("Panes \(state.shell.tab.rearrange().name).", .info)
            return []
        },
        prefixed(
            "pane.close", "Close pane", ["x"], "Closes the pane; asks when a program runs in it.", shown: true
        ) { state in
            [.screen(.closePanes([state.shell.focus]))]
        },
    ]

    private static func focus(_ direction: Direction, _ arrow: String, _ letter: String) -> Command {
        prefixed(
            "pane.\(arrow.lowercased())", "Pane \(direction.words)", [arrow, letter],
            "Goes to the pane \(direction.words)."
        ) { state in
            state.moveFocus(direction)
        }
    }

    private static func resize(_ direction: Direction, _ arrow: String, _ letter: String) -> Command {
        prefixed(
            "pane.resize\(arrow.lowercased())", "Line \(direction.words)", ["C-\(arrow)", letter],
            "Moves the pane's line; more of these keys go on without the prefix.", repeats: true
        ) { state in
            state.resizePane(direction)
        }
    }

    private static func swap(_ id: String, _ name: String, _ key: String, _ step: Int) -> Command {
        prefixed(id, name, [key], "Lets the pane change places with its neighbour.") { state in
            state.shell.tab.swap(step)
            return []
        }
    }
}

extension Direction {
    /// As in `the pane below`.
    fileprivate var words: String {
        switch self {
        case .left: "left"
        case .down: "below"
        case .up: "above"
        case .right: "right"
        }
    }
}
