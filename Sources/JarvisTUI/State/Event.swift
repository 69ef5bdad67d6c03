import AIKit
import ClusterKit
import Jarvis
import Screen

/// Something that happened: the only way into the state.
enum Event: Sendable {
    /// What was typed, clicked or pasted, in order.
    case input([Input])
    /// A display is there, of that size.
    case attached(Size)
    case resized(Size)
    case detached
    /// The time `AppState.nextTick` asked for has come.
    case tick
    /// A cluster's figures, whenever any part of them is new.
    case snapshot(ClusterSnapshot)
    /// What a cluster remembers of a node's last hour.
    case past(cluster: String, NodeName, RRDSeries)
    /// What only concerns one panel.
    case panel(any PanelNews)
    /// The run of a cluster's butler goes on.
    case agent(AgentEvent, of: String)
    /// Somebody wants something done in a cluster that needs the operator's word.
    case card(ConfirmationCard, of: String)
    /// A card was settled elsewhere or has expired.
    case cardSettled(ConfirmationCard.ID)
    /// An act of the operator's in a cluster has come further.
    case act(ActReport, of: String)
    case detail(DetailRequest, DetailOutcome)
    /// What the memory holds from before: the feed, and the talk of each cluster.
    case restored(feed: [FeedEntry], talks: [String: [ChatEntry.Content]])
    /// A cluster's certificate is not known.
    case trustQuestion(TrustQuestion)
    /// A cluster's login waits for a second factor.
    case codeQuestion(CodeQuestion)
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
    /// What a message to the butler named of the shell.
    case handedOver(Remark)
    /// What a message named cannot be handed over, and why; the message was not sent.
    case notHandedOver(Remark, String)
    /// Text was copied in the shell.
    case copied(String)
    /// One sentence for the bottom line.
    case notice(String, Severity)
}
