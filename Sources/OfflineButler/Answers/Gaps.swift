/// What no tool of the butler's tells, each with where it stands instead.
enum Gaps {
    static let intents: [OfflineIntent] = known.map { gap in
        OfflineIntent(
            gap.name, .overlooks, [Pattern(words: gap.words)],
            answer: { (_) throws(OfflineStep) in gap.sentence })
    }

    private struct Gap: Sendable {
        let name: String
        let words: [[Concept]]
        let sentence: String
    }

    private static let known = [
        Gap(
            name: "signing in", words: [[.access]],
            sentence:
                "I cannot sign in anywhere, and no tool of mine knows accounts or passwords. Use ssh from the "
                + "shell, or the guest's console in Proxmox' own web interface."),
        Gap(
            name: "who signed in", words: [[.signedIn]],
            sentence:
                "Who signed in I cannot tell: no tool of mine reads that. It stands in the journal of each node."
        ),
        Gap(
            name: "start at boot", words: [[.autostart]],
            sentence:
                "What starts at boot I cannot tell or change: no tool of mine reads the guests' options, where "
                + "Proxmox' own web interface shows it. Nothing was done."),
        Gap(
            name: "certificate", words: [[.certificate]],
            sentence:
                "No tool of mine looks at certificates; \"jarvis doctor\" does, and says how each is trusted."
        ),
        Gap(
            name: "return", words: [[.returning]],
            sentence:
                "Whether and when something comes back I cannot tell; for a node, look at its power, its network "
                + "cable and its console. Say \"status\" for how things stand now."),
        Gap(
            name: "force", words: [[.force], [.stop]],
            sentence:
                "In the chat, \"stop\" is a shutdown, which asks the guest. Pulling the plug is for your own hand: "
                + "select the guest in the cluster's list and choose Stop. Nothing was done."),
    ]
}
