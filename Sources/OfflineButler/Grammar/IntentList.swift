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
        OfflineIntent("undo", .overlooks, [Pattern(words: [[.undoing]])], answer: Courtesies.undoing),
        OfflineIntent("withdrawal", .overlooks, [Pattern(words: [[.withdrawal]])], answer: Courtesies.leave),
        OfflineIntent(
            "leave alone", .overlooks,
            [Pattern(words: [[.start, .stop, .restart, .unsupported]], leading: [.negation])],
            answer: Courtesies.leave),
        Keeping.intent,
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
            "order", example: "restart jellyfin · stop 103 · start win11", .refuses, [Pattern(mood: .order)],
            calls: [.clusterResources], answer: Orders.carryOut),
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

extension OfflineIntent {
    /// What is asked every day and would be taken for something else further down.
    static let everyday: [OfflineIntent] =
        Recollections.intents + Gaps.intents + [
            OfflineIntent(
                "backup storage", example: "how full is the backup storage", .refuses,
                [
                    Pattern(words: [[.backupStorage]], notAbout: [.guest]),
                    Pattern(words: [[.backup], [.storage]], notAbout: [.guest, .storage]) { inquiry in
                        !Set(["hold", "holds", "keep", "keeps", "store", "stores"])
                            .isDisjoint(with: inquiry.utterance.words)
                    },
                ], calls: [.storage],
                answer: StorageList.ofBackups),
            OfflineIntent(
                "all backed up", .refuses,
                [
                    Pattern(
                        words: [[.backup], [.all]],
                        without: [.task, .failure, .trouble, .running, .negation],
                        notAbout: [.guest], mood: .question
                    ) {
                        ["is", "are", "do", "does", "has", "have"].contains($0.utterance.content.first ?? "")
                    }
                ], calls: [.backups, .clusterResources], leavesOut: true, answer: Backups.unprotected),
            OfflineIntent(
                "guests on the top node", .refuses,
                [
                    Pattern(
                        words: [
                            [.node], [.most, .least],
                            [.running, .guest, .virtualMachine, .container, .stopped, .down],
                        ], notAbout: [.guest, .node, .storage], mood: .question
                    ) { $0.utterance.words.contains("on") }
                ], calls: [.clusterResources], answer: TopNode.guests),
            OfflineIntent(
                "guests with a fault", example: "which guests are in error", .refuses,
                [
                    Pattern(
                        words: [[.guest, .virtualMachine, .container], [.erroneous, .fenced]],
                        without: [.task, .backup, .log, .recent, .why, .node, .maintenance],
                        notAbout: [.guest, .storage], mood: .question),
                    Pattern(
                        words: [[.fenced]], without: [.node, .quorum], notAbout: [.guest, .node, .storage],
                        mood: .question),
                    Pattern(
                        without: [.task, .backup, .log, .node, .storage],
                        notAbout: [.guest, .node, .storage],
                        mood: .question
                    ) { $0.utterance.words.contains("inerror") },
                ], calls: [.clusterResources], leavesOut: true, answer: GuestList.answer),
            OfflineIntent(
                "room for a start", .refuses,
                [Pattern(words: [[.memory], [.start]], about: [.guest], mood: .question)],
                calls: [.clusterResources], answer: TopNode.room),
        ]
}
