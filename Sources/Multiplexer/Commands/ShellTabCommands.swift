import Screen

extension Commands {
    /// The tabs of the shell column; the keys follow the prefix, because everything else belongs to the programs.
    package static let shellTabs: [Command] =
        [
            prefixed(
                "tab.new", "New tab", ["c"], "Opens a tab with a shell in the folder of this one.",
                shown: true
            ) { state in
                state.openTab()
            },
            prefixed("tab.next", "Next tab", ["n"], "Shows the next tab.", shown: true) { state in
                state.shell.step(1)
                return []
            },
            prefixed("tab.previous", "Previous tab", ["p"], "Shows the tab before this.", shown: true) {
                state in
                state.shell.step(-1)
                return []
            },
            prefixed("tab.list", "List of tabs", ["w"], "Lists the tabs to choose from.", shown: true) {
                state in
                state.push(TabListLayer(state.shell))
                return []
            },
            prefixed("tab.rename", "Rename tab", [","], "Gives the tab a name.", shown: true) { state in
                state.push(RenameLayer(state.shell.tab.name ?? ""))
                return []
            },
            prefixed("tab.close", "Close tab", ["&"], "Closes the tab; asks when programs run in it.") {
                state in
                [.screen(.closePanes(state.shell.tab.panes))]
            },
        ] + (0...9).map(tab)

    private static func tab(_ number: Int) -> Command {
        prefixed("tab.\(number)", "Tab \(number)", [Key(Character("\(number)"))], "Shows tab \(number).") {
            state in
            if number >= state.shell.tabs.count { state.announce("There is no tab \(number).", .notice) }
            state.shell.show(number)
            return []
        }
    }

    /// A command behind the prefix key.
    package static func prefixed(
        _ id: String, _ name: String, _ keys: [Key], _ help: String, shown: Bool = false,
        repeats: Bool = false,
        availability: @escaping @Sendable (AppState) -> Availability = { _ in .enabled },
        run: @escaping @Sendable (inout AppState) -> [Effect]
    ) -> Command {
        Command(
            id: id, name: name, keys: keys, help: help, scope: .prefix, isProminent: shown, repeats: repeats,
            availability: availability, run: run)
    }

    /// For what `jarvis terminal` has not.
    @Sendable package static func insideHouse(_ state: AppState) -> Availability {
        state.isAlone ? .hidden : .enabled
    }
}
