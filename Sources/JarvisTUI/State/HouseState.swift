import AIKit
import ClusterKit
import JSON
import Jarvis
import Multiplexer
import Screen
import Settings
import Text

/// What the screen shows of the house: the clusters, the talks with their butlers, and what is under way.
struct HouseState: Kept {
    var clusters: [ClusterPane]
    fileprivate(set) var currentCluster = 0
    /// The talk with each cluster's butler, in the order of the clusters.
    var talks: [ChatPane]
    /// Actions of the operator that are under way or just ended, newest last.
    fileprivate(set) var acts: [ActReport] = []
    /// What was asked since the display is there; nobody is asked twice.
    fileprivate var askedAbout: Set<AccessQuestion> = []
    /// The scenarios a simulated cluster offers; empty for a real one.
    var scenarios: [ScenarioChoice] = []
    /// The cluster is simulated, and nothing is kept when the terminal is given back.
    var isDemo: Bool { !scenarios.isEmpty }
    /// Who answers in the chat, for the top line: `offline`, `claude-haiku-5-5`.
    var mind: String
    /// What the answers of a day cost.
    var spent: SpentToday?
    /// The day whose first display was greeted, such as `2026-07-11`.
    var greeted: String?
    /// When the last display went, in seconds since 1970.
    var leftAt: Double?
    /// What began last of all that is critical.
    var alarm: Alarm?
    /// How the kill switch stands.
    var kill = KillState.off
    /// What the operator wants to hear nothing of for a while.
    var silence = Silence()
    /// The views of the cluster's column that are kept under names.
    var views = KeptViews()
    /// The picture in the heads-up display.
    var hud = InterfaceSettings.Hud.reactor
    /// What is written in an editor, by its pane.
    var drafts: [PaneID: Draft] = [:]

    /// Of these clusters, at least one.
    init(clusters: [String], mind: String) {
        self.clusters = clusters.map { ClusterPane(name: $0) }
        talks = clusters.map { ChatPane(cluster: $0) }
        self.mind = mind
    }

    init() {
        self.init(clusters: [""], mind: "")
    }

    /// What was spent on the day of a moment; `nil` when that is nothing.
    func spent(at epoch: Double) -> Micros? {
        guard let spent, spent.amount > .zero, spent.day.contains(Int(saturating: epoch)) else { return nil }
        return spent.amount
    }

    /// Puts one of the clusters on the screen.
    mutating func show(cluster index: Int) {
        currentCluster = index
    }
}

/// A scenario as the demo offers it.
struct ScenarioChoice: Sendable, Equatable {
    var name: String
    var help: String
}

extension AppState {
    /// A house's screen.
    init(
        settings: InterfaceSettings, clusters: [String], themes: [String], mind: String, now: Moment,
        wallClock: WallClock
    ) {
        self.init(
            settings: settings, catalog: HouseScreen.catalog, themes: themes, now: now, wallClock: wallClock)
        house = HouseState(clusters: clusters, mind: mind)
        house.hud = settings.hud
    }

    var house: HouseState {
        _read { yield kept[HouseState.self] }
        _modify { yield &kept[HouseState.self] }
    }

    var clusters: [ClusterPane] {
        _read { yield house.clusters }
        _modify { yield &house.clusters }
    }

    /// The cluster in the left column.
    var cluster: ClusterPane {
        _read { yield house.clusters[house.currentCluster] }
        _modify { yield &house.clusters[kept[HouseState.self].currentCluster] }
    }

    /// The talk with that cluster's butler.
    var chat: ChatPane {
        _read { yield house.talks[house.currentCluster] }
        _modify { yield &house.talks[kept[HouseState.self].currentCluster] }
    }

    /// Changes the talk with a cluster's butler, also while another cluster is on the screen.
    @discardableResult
    mutating func talk<Result>(of cluster: String, _ change: (inout ChatPane) -> Result?) -> Result? {
        guard let index = house.talks.firstIndex(where: { $0.cluster == cluster }) else { return nil }
        return change(&house.talks[index])
    }

    mutating func showCluster(offset: Int) -> [Effect] {
        let count = clusters.count
        house.currentCluster = (house.currentCluster + offset + count) % count
        return [.kit(.refresh(cluster: cluster.name))]
    }

    /// Narrows the cluster's column.
    mutating func filter(_ filter: Filter) -> [Effect] {
        cluster.apply(filter)
        return []
    }

    /// Says something to a cluster's butler, or keeps it until he has answered what came before.
    mutating func say(_ remark: Remark) -> [Effect] {
        if let point = remark.branch { return branch(remark, at: point) }
        return talk(of: remark.cluster) { talk in
            guard !talk.isBusy else {
                talk.enqueue(remark)
                return []
            }
            // No model has to make that out.
            guard !remark.text.asksForUndo else {
                talk.note(remark.text)
                return [.kit(.undo(cluster: remark.cluster, isSaid: true))]
            }
            talk.begin(remark)
            return [.kit(.ask(remark))]
        } ?? []
    }

    /// Has the talk go on from before a question, and then says something.
    private mutating func branch(_ remark: Remark, at point: BranchPoint) -> [Effect] {
        guard talk(of: remark.cluster, { $0.isBusy }) != true else {
            talk(of: remark.cluster) { $0.takeBack(remark, because: "Jarvis is answering.") }
            return []
        }
        var plain = remark
        plain.branch = nil
        return [.kit(.talk(.branch(plain, point)))]
    }

    /// Notes how far an act of the operator's is, and says how it ended.
    mutating func note(_ report: ActReport, of cluster: String) {
        house.acts.removeAll { $0.id == report.id }
        let title = cluster == self.cluster.name ? report.title : "\(report.title) in \(cluster)"
        switch report.stage {
        case .running: house.acts.append(report)
        case .ended(.done, let words): announce("\(title): \(words)", .info)
        case .ended(.failed, let words): announce("\(title): \(words)", .critical)
        case .ended(.unknown, let words): announce("\(title): \(words)", .warning)
        case .refused(let reason): announce("\(title): \(reason)", Severity(reason.severity))
        }
        activity = house.acts.last?.title
    }

    /// Whether a closer look at something lies beside or above the panes.
    var isShowingDetail: Bool { layers.contains { $0 is DetailLayer || $0 is CompareLayer } }
}

extension AppState {
    /// Asks about a certificate, once for each display.
    mutating func ask(_ question: TrustQuestion) {
        guard house.askedAbout.insert(.certificate(question)).inserted else { return }
        put(TrustLayer(question: question))
    }

    /// Takes away what was asked about certificates of entry nodes that answer with an accepted one by now; when that changes,
    /// it is asked again.
    mutating func settleTrust(by snapshot: ClusterSnapshot) {
        guard snapshot.answers else { return }
        let faulty = Set(snapshot.entryFaults.keys.map(\.description))
        let asked = waiting + layers.compactMap { $0 as? any AskingLayer }
        let settled = asked.compactMap { ($0 as? TrustLayer)?.question }.filter {
            $0.cluster == snapshot.name && !faulty.contains($0.endpoint)
        }
        guard !settled.isEmpty else { return }
        dropQuestions { ($0 as? TrustLayer).map { settled.contains($0.question) } ?? false }
        for question in settled {
            house.askedAbout.remove(.certificate(question))
            let place = Untrusted(question.endpoint).line
            announce("\(place) answers with a certificate that is accepted.", .info)
        }
    }

    /// Asks for a one-time code, once for each display, and again when one was not taken.
    mutating func ask(_ question: CodeQuestion) {
        guard house.askedAbout.insert(.code(question)).inserted || question.refusal != nil else { return }
        put(CodeLayer(question: question, refresh: catalog.label(of: "cluster.refresh")))
    }

    /// Lets what was asked be asked again, except for what waits for its answer.
    mutating func forgetQuestions() {
        house.askedAbout = Set(waiting.compactMap { ($0 as? any AccessLayer)?.access })
    }
}

/// A question on access to a cluster, which is asked once for each display.
protocol AccessLayer: AskingLayer {
    var access: AccessQuestion { get }
}
