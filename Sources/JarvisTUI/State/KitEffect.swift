import AIKit
import ClusterKit
import Jarvis
import Multiplexer
import Text

/// Work for the kits.
enum KitEffect: Sendable, Equatable {
    /// Poll now instead of at the next turn.
    case refresh(cluster: String)
    /// Judge, confirm and carry out something with a guest.
    case power(GuestAction, GuestID, cluster: String)
    /// Ask whether to take back the last change of a cluster.
    /// `isSaid` where the chat asks for it and is to be told why not.
    case undo(cluster: String, isSaid: Bool)
    /// The operator's answer to a confirmation card of a cluster's butler.
    case answer(ConfirmationCard.ID, CardAnswer, cluster: String)
    /// Say something to a cluster's butler, with what is handed over beside it.
    case ask(Remark)
    /// Fetch what a message names of the cluster and of files, to be said with it.
    case gather(Remark)
    /// Choose who answers in a cluster, or tell who there is: the words behind `/model`.
    case chooseModel(String, cluster: String)
    /// Choose how the butler speaks, or tell how he does: the words behind `/style`.
    case chooseStyle(String, cluster: String)
    /// Tell what left last to a model of a cluster's butler.
    case loadSent(cluster: String)
    /// Look into the folder whose path is typed in a cluster's talk.
    case look(FolderQuestion, cluster: String)
    /// Has the butler remember or forget facts.
    case recollect(FactOrder, String, cluster: String)
    /// Work with what Jarvis remembers, for the view of it.
    case memory(MemoryOrder)
    case cancelRun(cluster: String)
    case newConversation(cluster: String)
    /// Fetch what the detail layer shows.
    case load(DetailRequest)
    /// Fetch a node's last hour for its sparklines.
    case loadPast(NodeName, cluster: String)
    /// Fetch how a storage filled in the last week.
    case loadTrend(Storage.ID, cluster: String)
    /// Fetch the hour before something that is amiss, of the thing that it is about.
    case loadEvidence(RRDSubject, HealthFinding.Key, cluster: String)
    /// Say which tools a cluster's butler has.
    case loadTools(cluster: String)
    /// Write a draft into a file for the editor.
    case writeDraft(String, cluster: String)
    /// Take the draft back, or only its file away.
    case readDraft(Draft, isTaken: Bool)
    /// Read conversations of the memory again.
    case talk(TalkOrder)
    /// Add up what answers cost.
    case loadCosts
    /// Believe this certificate from now on, or stop asking.
    case trust(TrustQuestion, accepted: Bool)
    /// Give a login the one-time code it waits for.
    case passSecondFactor(CodeQuestion, code: Secret)
    /// Let something happen to the simulated cluster.
    case scenario(String)
    /// Turn the kill switch on.
    case engageKill
    /// Turn off the kill switch that the operator saw.
    case releaseKill(KillState)
    /// Keep a choice for the next time.
    case remember(PreferenceKey, String)
}

extension Work {
    /// The work for the kits that it is; `nil` for anything else.
    var kit: KitEffect? { value as? KitEffect }
}

extension Effect {
    /// Work for the kits.
    static func kit(_ effect: KitEffect) -> Effect { .work(Work(effect)) }
}

/// A choice that is remembered.
enum PreferenceKey: String, Sendable {
    case mode = "ui.mode"
    case theme = "ui.theme"
    /// The day on which the boot picture was shown last.
    case greeted = "ui.greeted"
    /// How wide the columns are.
    case columns = "ui.columns"
    /// The kept views of the cluster's column.
    case views = "ui.views"
}
