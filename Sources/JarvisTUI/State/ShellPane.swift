/// The shell column, besides its cells.
struct ShellPane: Equatable {
    /// What the program calls itself; untrusted.
    var title = ""
    /// Why it ended; `nil` while it runs.
    var ending: String?
    /// Lines between the window's bottom and the newest line.
    var scroll = 0
    /// The prefix key was pressed: the next key is a command.
    var isPrefixed = false

    mutating func take(_ report: ShellReport) {
        switch report {
        case .changed: break
        case .titled(let title): self.title = title
        case .ended(let words): ending = words
        case .started: self = ShellPane()
        case .scrolled(let lines): scroll = lines
        }
    }
}
