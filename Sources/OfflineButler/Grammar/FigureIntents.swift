extension OfflineIntent {
    /// One thing, asked for by its word.
    static let particulars = [
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
            "owner of an address", example: "who has 10.0.20.105", .overlooks,
            [Pattern(mood: .question) { !Addresses.spoken(in: $0).isEmpty }], calls: [.clusterResources],
            answer: Addresses.owners),
        OfflineIntent(
            "addresses", example: "what is the ip of jellyfin", .refuses,
            [Pattern(words: [[.address]], without: [.beyond], mood: .question)], calls: [.clusterResources],
            answer: Addresses.answer),
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
    static let figures = [
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
}
