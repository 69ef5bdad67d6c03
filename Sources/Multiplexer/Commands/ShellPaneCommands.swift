import Screen

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
        focus(.left, "h"), focus(.down, "j"), focus(.up, "k"), focus(.right, "l"),
        prefixed("pane.next", "Next pane", ["o"], "Goes to the next pane of the tab.") { state in
            state.shell.tab.walk(1)
            return []
        },
        prefixed("pane.last", "Last pane", [";"], "Goes back to the pane before.") { state in
            if let pane = state.shell.tab.previous { state.shell.tab.focus(pane) }
            return []
        },
        resize(.left, "H"), resize(.down, "J"), resize(.up, "K"), resize(.right, "L"),
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
            "pane.layout", "Next layout", [.space], "Lays the panes out in the next of five ways.",
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

    private static func focus(_ direction: Direction, _ letter: Key) -> Command {
        prefixed(
            "pane.\(direction)", "Pane \(direction.words)", [direction.arrow, letter],
            "Goes to the pane \(direction.words)."
        ) { state in
            state.moveFocus(direction)
        }
    }

    private static func resize(_ direction: Direction, _ letter: Key) -> Command {
        prefixed(
            "pane.resize\(direction)", "Line \(direction.words)", [.control(direction.arrow), letter],
            "Moves the pane's line; more of these keys go on without the prefix.", repeats: true
        ) { state in
            state.resizePane(direction)
        }
    }

    private static func swap(_ id: String, _ name: String, _ key: Key, _ step: Int) -> Command {
        prefixed(id, name, [key], "Lets the pane change places with its neighbour.") { state in
            state.shell.tab.swap(step)
            return []
        }
    }
}

extension Direction {
    fileprivate var arrow: Key {
        switch self {
        case .left: .left
        case .down: .down
        case .up: .up
        case .right: .right
        }
    }

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
