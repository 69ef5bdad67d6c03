import AIKit
import ClusterKit
import FoundationEssentials
import Memory
import Synchronization

/// What the estate has to show.
package enum EstateEvent: Sendable {
    case snapshot(Diagnosis)
    /// New lines of the activity feed, already remembered when they could be.
    case events([EventRecord])
    /// What the butler of a cluster has to show, and which cluster's he is.
    case butler(ButlerEvent, of: String)
    /// The end of the audit log, to be kept elsewhere than the memory.
    case anchor(AuditAnchor)
    /// How the kill switch stands, whenever it was turned.
    case kill(KillState)
    /// Something could not be remembered, in a sentence.
    case forgotten(String)
}

/// Everything Jarvis looks after: the clusters, a butler each, who answers, and the memory; in the house, or in a
/// command of its own.
package final class Estate: Sendable {
    package let sites: [Site]
    package let store: Store
    /// The library that keeps the memory.
    package let sqlite: SQLiteVersion
    /// Why there is no lasting memory although there should be one, in a sentence.
    package let memoryFault: String?
    /// What happens to the clusters and what is done to them.
    package let feed: ActivityFeed
    let environment: [String: String]
    /// Servers whose tools the butlers have beside their own.
    package let foreign: ForeignServers
    /// What lets acts through, for everybody.
    package let keeper: GateKeeper
    /// The cards that wait, of all butlers.
    let desk: ApprovalDesk
    private let butlers: [String: Butler]
    /// The operator's notes, for all butlers.
    let runbooks: Runbooks
    /// When the session began that a budget may bound.
    let began: Date
    let show: @Sendable (EstateEvent) -> Void
    private let choice: Mutex<Choice>
    let audiences = Mutex<(last: Int, open: [Int: Admission])>((0, [:]))
    private let remarks = Mutex<[Finding]>([])

    /// What may change while the estate is looked after.
    private struct Choice {
        var settings: Configuration
        var mind: Mind
    }

    /// Around the clusters of a configuration, once its secrets are read and its certificates known.
    package init(
        _ clusters: [ClusterConfiguration], opening: Opening, mind: Mind, keeper: GateKeeper = GateKeeper(),
        settings: Configuration = Configuration(), environment: [String: String] = [:],
        memoryFault: String? = nil, pace: PollSchedule.Pace = PollSchedule.Pace(),
        show: @escaping @Sendable (EstateEvent) -> Void = { _ in }
    ) {
        let store = opening.store
        let began = Date.now
        self.began = began
        self.store = store
        sqlite = opening.sqlite
        self.memoryFault = memoryFault
        self.environment = environment
        self.keeper = keeper
        self.show = show
        choice = Mutex(Choice(settings: settings, mind: mind))
        let feed = ActivityFeed(store, show: show)
        self.feed = feed
        let foreign = ForeignServers(
            settings.mcp, environment: environment, preferences: store.preferences, feed: feed)
        self.foreign = foreign
        let sites = clusters.map { Site($0, pace: pace) }
        self.sites = sites
        let desk = ApprovalDesk()
        self.desk = desk
        let numbers = ActionNumbers()
        let runbooks = Runbooks(mind.runbooks, store.passages, embeddings: mind.embeddings)
        self.runbooks = runbooks
        butlers = Dictionary(
            sites.map { site in
                let butler = Butler(
                    site: site, store: store, mind: mind, keeper: keeper, desk: desk, numbers: numbers,
                    feed: feed, goesOn: true, beside: sites.filter { $0.name != site.name },
                    runbooks: runbooks, foreign: foreign, began: began
                ) { show(.butler($0, of: site.name)) }
                return (site.name, butler)
            },
            uniquingKeysWith: { first, _ in first })
    }

    package func site(_ name: String) -> Site? {
        sites.first { $0.name == name }
    }

    package func butler(_ name: String) -> Butler? {
        butlers[name]
    }

    /// The settings that count now.
    package var settings: Configuration { choice.withLock { $0.settings } }

    /// Lets another mind answer, from the next question of each butler on.
    package func use(_ mind: Mind, of settings: MindSettings) async {
        choice.withLock { choice in
            choice.mind = mind
            choice.settings.ai = settings
        }
        await runbooks.use(mind.runbooks, embeddings: mind.embeddings)
        for butler in butlers.values { await butler.use(mind) }
    }

    /// Why a model cannot be asked for by this name; `nil` where it can.
    func refusal(ofModel name: String) -> String? {
        let mind = choice.withLock { $0.mind }
        guard name.lowercased() != "auto", mind.model(named: name) == nil else { return nil }
        return ModelDesk.unknown(name, mind)
    }

    /// Has other foreign servers, from the next conversation of each butler on; one that is not among them is let go at once.
    package func use(_ settings: [ForeignSettings]) async {
        choice.withLock { $0.settings.mcp = settings }
        await foreign.use(settings)
    }

    /// Lets the gate go by other settings from now on.
    package func use(_ settings: SafetySettings) {
        choice.withLock { $0.settings.safety = settings }
        keeper.use(settings)
    }

    /// A butler of a cluster for one question from outside.
    func audience(at site: Site, show: @escaping @Sendable (ButlerEvent) -> Void) -> Audience {
        Audience(visitorsButler(at: site, show: show))
    }

    /// Who does what other programs call for: the butler of the screen, which asks there.
    ///
    /// Without one whatever would be asked about is refused.
    func host(at site: Site, hasScreen: Bool) -> Butler {
        if hasScreen, let butler = butler(site.name) { return butler }
        let host = Mutex(UnheldButler())
        let butler = visitorsButler(at: site) { event in
            guard case .card(let card) = event else { return }
            let butler = host.withLock { $0.butler }
            Task { await butler?.settle(card.id, .nobody) }
        }
        host.withLock { $0.butler = butler }
        return butler
    }

    private func visitorsButler(
        at site: Site, show: @escaping @Sendable (ButlerEvent) -> Void
    ) -> Butler {
        Butler(
            site: site, store: store, mind: choice.withLock { $0.mind }, keeper: keeper, feed: feed,
            beside: sites.filter { $0.name != site.name }, runbooks: runbooks, foreign: foreign, began: began,
            show: show)
    }

    /// What was found out about the house itself, for `jarvis doctor`.
    package func note(_ finding: Finding) {
        remarks.withLock { $0.append(finding) }
    }

    /// What was noted, in the order it was.
    var notedFindings: [Finding] { remarks.withLock { $0 } }

    /// Watches every cluster, and keeps the memory in order, until the surrounding task is cancelled.
    package func run() async {
        let upkeep = Upkeep(store: store, feed: feed, began: began, show: show)
        await upkeep.begin()
        await withDiscardingTaskGroup { group in
            for site in sites { group.addTask { await self.watch(site) } }
            group.addTask { await upkeep.run() }
            group.addTask { await self.watchKill() }
        }
    }

    private func watch(_ site: Site) async {
        let journal = Journal()
        await recall(for: site)
        await site.run { diagnosis, changes in
            self.show(.snapshot(diagnosis))
            await self.feed.add(await journal.lines(for: diagnosis, changes))
            let snapshot = diagnosis.snapshot
            if await journal.wantsToKeep(snapshot) { await self.remember(snapshot) }
        }
    }

    /// Hands the site what the house before knew of its guests.
    func recall(for site: Site) async {
        do throws(MemoryError) {
            try await site.recall(from: store)
        } catch {
            show(.forgotten(error.description))
        }
    }

    /// Keeps the state of the cluster, for "what changed since".
    private func remember(_ snapshot: ClusterSnapshot) async {
        do throws(MemoryError) {
            _ = try await store.snapshots.save(
                ClusterSnapshotRecord(
                    time: .now, cluster: snapshot.name, content: SnapshotArchive.text(of: snapshot)),
                atMostEvery: Journal.interval)
        } catch {
            show(.forgotten(error.description))
        }
    }
}

/// A butler that goes when nobody else holds him: what he shows knows of him.
private struct UnheldButler {
    weak var butler: Butler?
}

/// One cluster's chronicle and when its state was last kept, held by one task at a time.
private actor Journal {
    /// Between two states that are kept.
    static let interval = Duration.seconds(300)

    private var chronicle = Chronicle()
    private var lastKept: ContinuousClock.Instant?

    func lines(for diagnosis: Diagnosis, _ changes: [ClusterChange]) -> [EventRecord] {
        chronicle.lines(for: diagnosis, changes, at: .now)
    }

    /// Whether it is time to keep the cluster's state again; takes it as kept when it is.
    func wantsToKeep(_ snapshot: ClusterSnapshot) -> Bool {
        guard snapshot.freshness[.resources]?.lastGood != nil else { return false }
        let now = ContinuousClock.now
        if let lastKept, now - lastKept < Self.interval { return false }
        lastKept = now
        return true
    }
}
