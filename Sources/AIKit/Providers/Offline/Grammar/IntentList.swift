extension OfflineIntent {
    /// In the order in which they are tried; the first that fits is meant.
    static let all: [OfflineIntent] =
        refusals + orders + foresight + particulars + histories + lists + courtesies

    /// What is never done, however it is put.
    private static let refusals = [
        OfflineIntent(
            "injection", .overlooks, [Pattern(words: [[.override], [.instruction]])],
            answer: Courtesies.unmoved),
        OfflineIntent("withdrawal", .overlooks, [Pattern(words: [[.withdrawal]])], answer: Courtesies.leave),
        OfflineIntent(
            "leave alone", .overlooks,
            [Pattern(words: [[.start, .stop, .restart, .unsupported]], leading: [.negation])],
            answer: Courtesies.leave),
        OfflineIntent(
            "unsupported", .overlooks,
            [
                Pattern(leading: [.unsupported]),
                Pattern(words: [[.unsupported]]) { $0.utterance.asksHow },
                Pattern(leading: [.backup], provided: Orders.asksForBackup),
            ],
            answer: Orders.unsupported),
    ]

    private static let orders = [
        OfflineIntent(
            "order later", .overlooks,
            [
                Pattern(words: [[.later]], mood: .order),
                Pattern(mood: .order) { $0.utterance.qualifiers.period != nil },
            ], answer: Orders.onlyNow),
        OfflineIntent(
            "orders mixed", .overlooks, [Pattern(mood: .order, provided: Orders.areMixed)],
            answer: Orders.oneAtATime),
        OfflineIntent(
            "order many", .overlooks,
            [Pattern(mood: .order, provided: Orders.isForMany)], answer: Orders.oneByOne),
        OfflineIntent(
            "order", example: "start jellyfin · stop 103 · restart vm 103", .refuses, [Pattern(mood: .order)],
            calls: [.clusterResources], answer: Orders.carryOut),
    ]

    /// Questions about what has not happened.
    private static let foresight = [
        OfflineIntent(
            "loss of a node", example: "what happens if pve dies", .admits,
            [
                Pattern(
                    words: [[.hypothesis], [.dying, .failure, .down, .stop, .restart]], about: [.node])
            ], calls: [.clusterResources, .clusterStatus], answer: Foresight.loss),
        OfflineIntent(
            "hypothesis", .overlooks,
            [
                Pattern(words: [[.hypothesis], [.start, .stop, .restart, .dying]]) {
                    $0.isLookedUp || !$0.utterance.namesSomething
                }
            ], answer: Foresight.unweighed),
        OfflineIntent(
            "lesson", .overlooks, [Pattern(words: [[.start, .stop, .restart]]) { $0.utterance.asksHow }],
            answer: Courtesies.lesson),
        OfflineIntent(
            "order in passing", .overlooks,
            [Pattern { $0.utterance.endsInOrder && ($0.isLookedUp || !$0.utterance.namesSomething) }],
            answer: Orders.muffled),
    ]

    /// One thing, asked for by its word.
    private static let particulars = [
        OfflineIntent("beyond", .admits, [Pattern(words: [[.beyond]])], answer: Details.beyond),
        OfflineIntent(
            "temperature", example: "how hot is pve", .refuses, [Pattern(words: [[.temperature]])],
            calls: [.nodeTemperature], answer: Temperatures.all),
        OfflineIntent(
            "quorum", example: "do we have quorum", .admits, [Pattern(words: [[.quorum]])],
            calls: [.clusterStatus], answer: HouseStatus.quorum),
        OfflineIntent(
            "tags", example: "which tags are there", .refuses,
            [Pattern(words: [[.tag]]) { $0.subjects.tag == nil && $0.utterance.qualifiers.tag == nil }],
            calls: [.clusterResources], answer: GuestList.tags),
    ]

    /// What happened.
    private static let histories = [
        OfflineIntent(
            "running tasks", example: "running tasks", .admits,
            [
                Pattern(words: [[.task], [.running]], notAbout: [.guest]),
                Pattern(words: [[.backup], [.running]], notAbout: [.guest]),
            ], calls: [.recentTasks, .clusterResources], answer: TaskList.running),
        OfflineIntent(
            "backups of a guest", example: "when was jellyfin last backed up", .refuses,
            [Pattern(words: [[.backup]], about: [.guest])], answer: Backups.ofGuests),
        OfflineIntent(
            "unprotected guests", example: "which guests have no backup", .refuses,
            [Pattern(words: [[.backup], [.without, .negation]])],
            calls: [.backups, .clusterResources], answer: Backups.unprotected),
        OfflineIntent(
            "backups", example: "did the backups work last night", .refuses, [Pattern(words: [[.backup]])],
            calls: [.recentTasks, .backups, .clusterResources], answer: Backups.overview),
        OfflineIntent(
            "history of a guest", example: "why did 105 fail · what happened to jellyfin", .admits,
            [
                Pattern(
                    words: [[.why, .failure, .recent, .who, .trouble]], without: [.task, .most, .least],
                    about: [.guest])
            ], answer: Diagnosis.ofGuest),
        OfflineIntent(
            "trouble of a node", example: "what is wrong with pve", .admits,
            [Pattern(words: [[.why, .trouble, .failure]], without: [.task], about: [.node])],
            calls: [.clusterResources, .recentTasks], answer: Diagnosis.ofNode),
        OfflineIntent(
            "tasks", example: "recent tasks · did anything fail · what changed in the last hour", .admits,
            [
                Pattern(words: [[.task, .failure]]),
                Pattern(words: [[.recent]], without: [.uptime, .most, .least, .trouble]),
            ], calls: [.recentTasks, .clusterResources], answer: TaskList.recent),
    ]

    /// What there is, and how much of it.
    private static let lists = [
        OfflineIntent(
            "ranking", example: "which guest uses the most memory · top 3 by cpu", .refuses,
            [
                Pattern(words: [[.most, .least]], without: [.version, .trouble]),
                Pattern {
                    $0.utterance.qualifiers.limit != nil && $0.mentions(.cpu, .memory, .storage, .uptime)
                },
                Pattern(words: [[.who], [.cpu, .memory, .free]]),
            ], calls: [.clusterResources], answer: Ranking.answer),
        OfflineIntent(
            "vague", .overlooks,
            [
                Pattern(words: [
                    [.pronoun], [.running, .down, .stopped, .uptime, .cpu, .memory, .place, .state],
                ]) {
                    $0.subjects.found.isEmpty && $0.utterance.concepts.isDisjoint(with: Concept.kinds)
                        && ($0.isLookedUp || !$0.exchange.refersBack)
                }
            ], answer: Courtesies.vague),
        OfflineIntent(
            "muffled order", .overlooks,
            [
                Pattern(words: [[.start, .stop, .restart]], mood: .question) {
                    $0.isLookedUp || !$0.utterance.namesSomething
                }
            ], answer: Orders.muffled),
        OfflineIntent(
            "guests", example: "which guests are stopped · list containers on pve with tag media", .refuses,
            GuestList.patterns, calls: [.clusterResources], answer: GuestList.answer),
        OfflineIntent(
            "details", example: "how is pve · is jellyfin running · how full is local-lvm", .admits,
            [Pattern(about: [.node, .guest, .storage])], answer: Details.answer),
        OfflineIntent(
            "load of the nodes", example: "how much memory is free", .refuses,
            [Pattern(words: [[.cpu, .memory, .uptime, .version]])], calls: [.clusterResources],
            answer: NodeList.measures),
        OfflineIntent(
            "storage", example: "how full is the storage", .refuses,
            [Pattern(words: [[.storage, .full, .free]])],
            calls: [.storage], answer: StorageList.answer),
        OfflineIntent(
            "nodes", example: "which nodes are online", .refuses,
            [Pattern(words: [[.node]], without: [.trouble])],
            calls: [.clusterResources], answer: NodeList.answer),
        OfflineIntent(
            "status", example: "status · is everything all right", .admits,
            [Pattern(words: [[.state, .trouble, .cluster, .all]])],
            calls: [.clusterStatus, .clusterResources, .recentTasks], answer: HouseStatus.answer),
        OfflineIntent(
            "unfound", .overlooks,
            [
                Pattern {
                    $0.utterance.namesSomething
                        && $0.utterance.concepts.subtracting([.pronoun, .who]).isEmpty
                }
            ],
            calls: [.clusterResources], answer: Courtesies.unfound),
    ]

    private static let courtesies = [
        OfflineIntent("joke", .overlooks, [Pattern(words: [[.joke]])], answer: Courtesies.joke),
        OfflineIntent(
            "identity", .overlooks, [Pattern(words: [[.identity]]) { !$0.utterance.namesSomething }],
            answer: Courtesies.identity),
        OfflineIntent("help", .overlooks, [Pattern(words: [[.help]])], answer: Courtesies.help),
        OfflineIntent("thanks", .overlooks, [Pattern(words: [[.thanks]])], answer: Courtesies.thanks),
        OfflineIntent("farewell", .overlooks, [Pattern(words: [[.farewell]])], answer: Courtesies.farewell),
        OfflineIntent("greeting", .overlooks, [Pattern(words: [[.greeting]])], answer: Courtesies.greeting),
    ]
}
