extension OfflineIntent {
    /// In the order in which they are tried; the first that fits is meant.
    static let all: [OfflineIntent] =
        refusals + everyday + orders + foresight + particulars + figures + histories + lists + courtesies

    /// What is never done, however it is put.
    private static let refusals = [
        OfflineIntent(
            "injection", .overlooks, [Pattern(words: [[.override], [.instruction]])],
            answer: Courtesies.unmoved),
        OfflineIntent(
            "raw call", .overlooks, [Pattern { $0.utterance.isRawCall }], answer: Courtesies.rawCall),
        OfflineIntent(
            "foreign order", .overlooks, [Pattern(words: [[.foreignOrder]])], answer: Courtesies.foreignOrder),
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
                Pattern { $0.utterance.wantsChange },
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
            "order", example: "restart jellyfin · stop 103 · restart ct 103", .refuses,
            [Pattern(mood: .order)],
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
            "possibility", example: "can I reboot pve", .admits,
            [
                Pattern(words: [[.start, .stop, .restart]], about: [.guest, .node]) {
                    $0.utterance.asksWhether
                },
                Pattern(words: [[.why], [.start, .stop, .restart]], notAbout: [.guest, .node]),
            ], calls: [.clusterResources, .clusterStatus], answer: Possibility.answer),
        OfflineIntent(
            "hypothesis", .overlooks,
            [
                Pattern(words: [[.hypothesis], [.start, .stop, .restart, .dying]]) {
                    $0.isLookedUp || !$0.utterance.namesSomething
                }
            ], answer: Foresight.unweighed),
        OfflineIntent(
            "moment of a start", .admits,
            [
                Pattern(words: [[.start, .restart]], about: [.guest, .node]) {
                    $0.utterance.words.first == "when"
                }
            ], answer: Details.start),
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
        OfflineIntent(
            "disk health", example: "are the disks healthy", .refuses,
            [
                Pattern(
                    words: [[.drive], [.diskHealth, .trouble, .dying]], without: [.full], notAbout: [.guest]),
                Pattern(notAbout: [.guest]) { inquiry in
                    !inquiry.utterance.words.filter {
                        ["smart", "wearout", "smartctl", "sectors"].contains($0)
                    }.isEmpty
                },
            ], calls: [.clusterResources], answer: DiskHealth.answer),
        OfflineIntent(
            "beyond", .admits,
            [Pattern(words: [[.beyond]]), Pattern(words: [[.age]], without: [.backup, .uptime])],
            answer: Details.beyond),
        OfflineIntent(
            "temperature", example: "how hot is pve", .refuses, [Pattern(words: [[.temperature]])],
            calls: [.nodeTemperature], answer: Temperatures.all),
        OfflineIntent(
            "quorum", example: "do we have quorum", .admits, [Pattern(words: [[.quorum]])],
            calls: [.clusterStatus], answer: HouseStatus.quorum),
        OfflineIntent(
            "maintenance", .admits, [Pattern(words: [[.maintenance]])], calls: [.clusterResources],
            answer: HighAvailability.maintenance),
        OfflineIntent(
            "high availability", example: "which guests are under high availability", .admits,
            [Pattern(words: [[.highAvailability]])], calls: [.clusterResources], leavesOut: true,
            answer: HighAvailability.answer),
        OfflineIntent(
            "losses", .admits, [Pattern(words: [[.lost]], without: [.hypothesis, .quorum])],
            calls: [.clusterResources], answer: GuestList.losses),
        OfflineIntent(
            "templates", .refuses, [Pattern(words: [[.template]], notAbout: [.guest])],
            calls: [.clusterResources], answer: GuestList.templates),
        OfflineIntent(
            "tags", example: "which tags are there", .refuses,
            [
                Pattern(words: [[.tag]]) {
                    $0.subjects.tag == nil && $0.utterance.qualifiers.tag == nil
                        && $0.utterance.qualifiers.grouping == nil
                }
            ],
            calls: [.clusterResources], answer: GuestList.tags),
        OfflineIntent(
            "pools", example: "which pools are there · guests in pool media", .refuses,
            [
                Pattern(words: [[.pool]], notAbout: [.storage]) { $0.utterance.qualifiers.pool == nil }
            ], calls: [.clusterResources], answer: Pools.answer),
    ]

    /// Figures that stand for themselves: of the past, of the future, of all together.
    private static let figures = [
        OfflineIntent(
            "forecast", example: "when will nas-nfs be full", .refuses,
            [
                Pattern(words: [[.forecast], [.full, .storage, .free, .growth]]),
                Pattern(words: [[.forecast]], about: [.storage]),
                Pattern(words: [[.growth], [.storage]]), Pattern(words: [[.growth]], about: [.storage]),
            ], calls: [.clusterResources], answer: Forecast.answer),
        OfflineIntent(
            "history of figures", example: "compare home and pve last week · cpu of pve last week", .admits,
            [
                Pattern(
                    words: [
                        [.recent, .average, .compare],
                        [.cpu, .memory, .compare, .average, .loadAverage, .most, .least],
                    ], without: [.task, .backup, .uptime], about: [.node, .guest], provided: History.isMeant)
            ], answer: History.answer),
        OfflineIntent(
            "processor models", example: "what cpu is in pve", .admits,
            [Pattern(words: [[.cpuModel]]), Pattern(words: [[.brand]], notAbout: [.guest])],
            calls: [.clusterResources], answer: Processors.models),
        OfflineIntent(
            "load average", example: "load average of pve", .admits,
            [Pattern(words: [[.loadAverage]], notAbout: [.guest])], calls: [.clusterResources],
            answer: Processors.load),
        OfflineIntent(
            "totals", example: "how much memory in total", .refuses,
            [Pattern(words: [[.total], [.cpu, .memory]], notAbout: [.node, .guest])],
            calls: [.clusterResources], answer: Processors.totals),
        OfflineIntent(
            "restarts", example: "what was restarted in the last day", .refuses,
            [
                Pattern(words: [[.uptime], [.recent]], without: [.most, .least], notAbout: [.guest, .node]) {
                    $0.utterance.qualifiers.period != nil
                        && !Set(["restarted", "rebooted", "booted"]).isDisjoint(with: $0.utterance.words)
                }
            ], calls: [.clusterResources], answer: Events.restarts),
    ]

    /// What happened.
    private static let histories = [
        OfflineIntent(
            "log of a task", example: "log of the last failed backup", .admits,
            [
                Pattern(words: [[.log], [.failure, .warning, .backup, .start, .stop, .restart]]),
                Pattern(words: [[.log], [.recent]]) {
                    !Set(["log", "output"]).isDisjoint(with: $0.utterance.words)
                },
                Pattern(words: [[.log]], about: [.guest]),
                Pattern(words: [[.why], [.backup, .task], [.failure, .warning]]),
            ], calls: [.recentTasks, .clusterResources], answer: TaskLog.answer),
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
            calls: [.backups, .clusterResources], leavesOut: true, answer: Backups.unprotected),
        OfflineIntent(
            "backups", example: "did the backups work last night", .refuses, [Pattern(words: [[.backup]])],
            calls: [.recentTasks, .backups, .clusterResources], answer: Backups.overview),
        OfflineIntent(
            "history of a guest", example: "why did 105 fail · what happened to jellyfin", .admits,
            [
                Pattern(
                    words: [[.why, .failure, .recent, .who, .trouble, .feed]],
                    without: [.task, .most, .least],
                    about: [.guest])
            ], answer: Diagnosis.ofGuest),
        OfflineIntent(
            "trouble of a node", example: "what is wrong with pve", .admits,
            [Pattern(words: [[.why, .trouble, .failure]], without: [.task], about: [.node])],
            calls: [.clusterResources, .recentTasks], answer: Diagnosis.ofNode),
        OfflineIntent(
            "tasks", example: "recent tasks · did anything fail", .admits,
            [Pattern(words: [[.task, .failure]])],
            calls: [.recentTasks, .clusterResources], answer: TaskList.recent),
        OfflineIntent(
            "events", example: "what happened while I was away · what changed in the last hour", .admits,
            [
                Pattern(words: [[.feed]], without: [.state, .uptime, .most, .least], notAbout: [.storage]),
                Pattern(words: [[.recent]], without: [.uptime, .most, .least, .trouble]),
                Pattern(words: [[.recent], [.trouble]]) { inquiry in
                    inquiry.utterance.qualifiers.period != nil
                        && !["is", "are"].contains(inquiry.utterance.content.first ?? "")
                },
            ], calls: [.clusterResources], answer: Events.answer),
    ]

    /// What there is, and how much of it.
    private static let lists = [
        OfflineIntent(
            "grouped guests", example: "how many guests per node", .refuses,
            [
                Pattern(notAbout: [.guest, .storage]) { inquiry in
                    guard let grouping = inquiry.utterance.qualifiers.grouping else { return false }
                    let measures: Set<Concept> = [.cpu, .memory, .uptime, .version, .temperature, .storage]
                    return grouping != .node || inquiry.utterance.concepts.isDisjoint(with: measures)
                }
            ], calls: [.clusterResources], leavesOut: true, answer: GuestList.grouped),
        OfflineIntent(
            "ranking", example: "which guest uses the most memory · top 3 by cpu", .refuses,
            [
                Pattern(words: [[.most, .least]], without: [.version, .trouble]),
                Pattern {
                    $0.utterance.qualifiers.limit != nil && $0.mentions(.cpu, .memory, .storage, .uptime)
                },
                Pattern(words: [[.who], [.cpu, .memory, .free]]),
            ], calls: [.clusterResources], leavesOut: true, answer: Ranking.answer),
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
            GuestList.patterns, calls: [.clusterResources], leavesOut: true, answer: GuestList.answer),
        OfflineIntent(
            "details", example: "how is pve · is jellyfin running · how full is local-lvm", .admits,
            [Pattern(about: [.node, .guest, .storage])], answer: Details.answer),
        OfflineIntent(
            "load of the nodes", example: "how much memory is free", .refuses,
            [Pattern(words: [[.cpu, .memory, .uptime, .version]])], calls: [.clusterResources],
            leavesOut: true,
            answer: NodeList.measures),
        OfflineIntent(
            "storage", example: "how full is the storage", .refuses,
            [Pattern(words: [[.storage, .full, .free]])],
            calls: [.storage], answer: StorageList.answer),
        OfflineIntent(
            "nodes", example: "which nodes are online", .refuses,
            [Pattern(words: [[.node]], without: [.trouble])],
            calls: [.clusterResources], leavesOut: true, answer: NodeList.answer),
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
