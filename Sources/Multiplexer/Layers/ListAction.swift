import Screen

/// What lists, texts and other closer looks have in common.
package enum ListAction: String, LayerAction {
    case down
    case up
    case pagedown
    case pageup
    case first
    case last
    case choose
    case close

    package static let layer = LayerID("list", title: "IN LISTS AND CLOSER LOOKS")

    package static let commands = [
        down.command("Down", ["j", .down, .tab], "Goes to the next row."),
        up.command("Up", ["k", .up], "Goes to the row before."),
        pagedown.command("Page down", [.pageDown, .space], "Goes on by a page."),
        pageup.command("Page up", [.pageUp], "Goes back by a page."),
        first.command("First", ["g", .home], "Goes to the first row."),
        last.command("Last", ["G", .end], "Goes to the last row."),
        choose.command("Choose", [.enter], "Takes the selected row, or closes what has none to take."),
        close.command("Close", [.escape, "q", .backspace], "Closes it and changes nothing."),
    ]

    /// What a key means beside a line of text, whose letters are typed: these are the same whatever the others are.
    package static func whileTyping(_ key: Key?) -> ListAction? {
        switch key {
        case .up, .control("p"): .up
        case .down, .tab, .control("n"): .down
        case .pageUp: .pageup
        case .pageDown: .pagedown
        case .home: .first
        case .end: .last
        case .enter: .choose
        case .escape: .close
        default: nil
        }
    }
}

/// What else can be done in the help.
package enum HelpAction: String, LayerAction {
    case search

    package static let layer = LayerID("help", title: "IN THIS HELP")

    package static let commands = [
        search.command("Search", ["/"], "Looks for what is typed then.")
    ]
}
