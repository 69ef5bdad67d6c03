import Screen
import Text

/// Something that happened: the only way into the state.
package enum Event: Sendable {
    /// What was typed, clicked or pasted, in order.
    case input([Input])
    /// A display is there, of that size.
    case attached(Size)
    case resized(Size)
    case detached
    /// The time `AppState.nextTick` asked for has come.
    case tick
    /// What is not the screen's own.
    case news(any News)
    case shell(PaneID, ShellReport)
    /// The shells of a dead house go on in these panes; how they stood in it.
    case shellsTakenBack(ShellKeepsake, Set<PaneID>)
    /// A paste for a pane of the shell would press Enter there.
    case pasteQuestion(Paste, PaneID)
    /// Panes are to be closed in which these programs run.
    case closeQuestion([PaneID], programs: [String])
    /// Panes are to be closed in which nothing runs.
    case closePanes([PaneID])
    /// A file that was named in the shell is to be opened.
    case openFile(FilePlace)
    /// An address was chosen in the shell: untrusted.
    case link(String)
    /// An address may be opened, by this browser or by none.
    case linkQuestion(String, Browser?)
    /// Text was copied in the shell.
    case copied(String)
    /// One sentence for the bottom line.
    case notice(String, Severity)
}
