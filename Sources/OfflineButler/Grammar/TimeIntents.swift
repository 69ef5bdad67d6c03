extension OfflineIntent {
    /// Questions about what has not happened.
    static let foresight = [
        OfflineIntent(
            "nodes to spare", .refuses,
            [
                Pattern(
                    words: [[.node], [.lost, .failure, .dying, .down, .spare], [.spare, .count, .lost]],
                    notAbout: [.guest, .node, .storage], mood: .question
                ) {
                    !Set(["can", "could", "may", "survive", "tolerate"]).isDisjoint(with: $0.utterance.words)
                },
                Pattern(words: [[.quorum], [.spare]], notAbout: [.guest, .node, .storage], mood: .question),
            ], calls: [.clusterStatus], answer: Foresight.spare),
        OfflineIntent(
            "moment of a fall", example: "when did jellyfin go down", .admits,
            [
                Pattern(
                    words: [[.down, .stopped, .stop, .failure, .dying]],
                    without: [.hypothesis, .backup, .task, .start, .restart, .storage],
                    about: [.guest, .node], mood: .question, provided: Falls.isAskedFor)
            ], calls: [.clusterResources], answer: Falls.answer),
        OfflineIntent(
            "loss of a node", example: "what happens if pve dies", .admits,
            [
                Pattern(
                    words: [[.hypothesis], [.dying, .failure, .down, .stop, .restart]], about: [.node]),
                // "What goes down with pve".
                Pattern(words: [[.dying]], about: [.node]) { $0.utterance.words.contains("with") },
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

    /// What happened.
    static let histories = [
        NodeJournal.intent,
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
            calls: [.clusterResources, .clusterStatus], answer: Diagnosis.ofNode),
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
}
