extension OfflineIntent {
    /// What is asked every day and would be taken for something else further down.
    static let everyday: [OfflineIntent] =
        Gaps.intents + [
            OfflineIntent(
                "backup storage", example: "how full is the backup storage", .refuses,
                [Pattern(words: [[.backupStorage]], notAbout: [.guest])], calls: [.storage],
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
