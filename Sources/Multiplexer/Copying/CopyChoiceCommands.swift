import Screen
import Terminal

extension CopyCommands {
    package static let searching: [CopyCommand] = [
        .staying(
            "copy.search", "Search", [["/"]],
            "Searches towards newer lines by a regular expression, while it is typed."
        ) {
            mode, _, _ in
            mode.openPrompt(isForward: true)
        },
        .staying(
            "copy.searchback", "Search back", [["?"]],
            "Searches towards older lines by a regular expression, while it is typed."
        ) {
            mode, _, _ in
            mode.openPrompt(isForward: false)
        },
        .staying(
            "copy.matchnext", "Next match", [["n"]], "Goes to the next match in the direction of the search."
        ) {
            $0.seekAgain(isReversed: false, times: $2, on: $1)
        },
        .staying(
            "copy.matchbefore", "Match before", [["N"]], "Goes to the next match in the other direction."
        ) {
            $0.seekAgain(isReversed: true, times: $2, on: $1)
        },
        .staying(
            "copy.searchword", "Search this word", [["*"]],
            "Searches for the word at the cursor towards newer lines."
        ) {
            $0.seekWord(isForward: true, times: $2, on: $1)
        },
        .staying(
            "copy.searchwordback", "Search this word back", [["#"]],
            "Searches for the word at the cursor towards older lines."
        ) {
            $0.seekWord(isForward: false, times: $2, on: $1)
        },
    ]

    package static let choosing: [CopyCommand] = [
        choice(
            "copy.characters", "Choose characters", "v", .characters,
            "Begins to choose characters here, or stops it."),
        choice("copy.lines", "Choose lines", "V", .lines, "Begins to choose whole lines, or stops it."),
        choice(
            "copy.block", "Choose a block", .control("v"), .block, "Begins to choose a block, or stops it."),
        CopyCommand(
            "copy.otherend", "Other end", [["o"]],
            "Goes to the other end of what is chosen; opens the link at the cursor else."
        ) { mode, screen, _ in
            guard let selection = mode.selection else { return mode.openLink(on: screen) }
            mode.selection?.anchor = selection.head
            mode.go(to: selection.anchor)
            return .stay
        },
        .motion("copy.linkbefore", "Link before", [["u"]], "Goes to the address or file before.") {
            CopyMotions.link($0, $1, isForward: false)
        },
        .motion("copy.linknext", "Next link", [["U"]], "Goes to the next address or file.") {
            CopyMotions.link($0, $1, isForward: true)
        },
        .staying(
            "copy.output", "Choose output", [["a"]],
            "Chooses what the last command printed, by the marks of the shell."
        ) {
            mode, screen, _ in
            mode.chooseOutput(on: screen)
        },
    ]

    package static let leaving: [CopyCommand] = [
        CopyCommand("copy.copy", "Copy", [["y"]], "Copies what is chosen and leaves.") { mode, screen, _ in
            mode.copy(on: screen)
        },
        CopyCommand(
            "copy.copyoropen", "Copy or open", [[.enter]],
            "Copies what is chosen and leaves; opens the link at the cursor else."
        ) { mode, screen, _ in
            mode.selection == nil ? mode.openLink(on: screen) : mode.copy(on: screen)
        },
        CopyCommand("copy.copyline", "Copy line", [["Y"]], "Copies the line, or that many, and leaves.") {
            mode, screen, times in
            var selection = TerminalSelection(.lines, from: mode.cursor, to: mode.cursor)
            for _ in 1..<max(2, times ?? 1) where times != nil {
                let next = screen.rowsOfLine(selection.head.line).upperBound + 1
                selection.head.line = screen.textRows.clamp(next)
            }
            return .copy(screen.text(of: selection), leaves: true)
        },
        CopyCommand(
            "copy.stop", "Stop", [[.escape], [.control("c")]],
            "Stops choosing or searching; leaves copy mode else."
        ) {
            mode, _, _ in
            guard mode.selection != nil || mode.search != nil else { return .leave }
            if mode.selection != nil { mode.selection = nil } else { mode.search = nil }
            return .stay
        },
        CopyCommand("copy.leave", "Leave", [["q"], ["i"]], "Leaves copy mode.") { _, _, _ in .leave },
    ]

    private static func choice(
        _ id: String, _ name: String, _ key: Key, _ kind: TerminalSelection.Kind, _ help: String
    ) -> CopyCommand {
        .staying(id, name, [[key]], help) { mode, _, _ in
            if mode.selection?.kind == kind {
                mode.selection = nil
            } else if mode.selection != nil {
                mode.selection?.kind = kind
            } else {
                mode.selection = TerminalSelection(kind, from: mode.cursor, to: mode.cursor)
            }
        }
    }
}

extension CopyMode {
    /// Hands out what is chosen.
    package mutating func copy(on screen: borrowing TerminalScreen) -> CopyOutcome {
        guard let selection else {
            let begins = keys.label(of: "copy.characters").map { ": \($0) begins" } ?? ""
            remark = "nothing is chosen" + begins
            return .stay
        }
        return .copy(screen.text(of: selection), leaves: true)
    }

    /// Hands out the link at the cursor.
    package mutating func openLink(on screen: borrowing TerminalScreen) -> CopyOutcome {
        guard let link = screen.link(at: cursor) else {
            remark = "no link here"
            return .stay
        }
        return .open(link)
    }

    /// Chooses what the last command printed.
    package mutating func chooseOutput(on screen: borrowing TerminalScreen) {
        guard let command = screen.shownCommand else {
            remark = "the shell sends no marks (OSC 133)"
            return
        }
        guard let output = command.output, screen.readableLines.contains(output.lowerBound.line) else {
            remark = "the last command printed nothing"
            return
        }
        go(to: output.upperBound)
        selection = TerminalSelection(.characters, from: output.lowerBound, to: output.upperBound)
    }
}
