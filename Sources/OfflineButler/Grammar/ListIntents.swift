extension OfflineIntent {
    /// What there is, and how much of it.
    static let lists = [
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
                    // "The first one" of what was shown is no limit.
                    $0.utterance.qualifiers.limit != nil && $0.utterance.ordinal == nil
                        && $0.mentions(.cpu, .memory, .storage, .uptime)
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
            calls: [.clusterStatus, .clusterResources], answer: HouseStatus.answer),
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
}
