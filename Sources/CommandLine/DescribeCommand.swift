import ArgumentParser
import Jarvis

/// `jarvis describe`: the clusters in few words, for another mind.
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print the clusters in few words, to be pasted into any chat.",
        discussion: """
            What is amiss, nodes, guests, storages and the tasks that run or failed, as a model reads them. Addresses and \
            secrets are left out or covered; names stay. Of many guests those that say most are listed.
            """)

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger(asksDemo: true)
            let (text, ending) = try messenger.collect(.describe)
            try messenger.close()
            StandardOutput.write(text)
            return ending
        }
    }
}
