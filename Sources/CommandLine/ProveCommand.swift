import ArgumentParser
import Glibc
import House
import JSON
import Jarvis
import Text

/// `jarvis prove`: everything that Jarvis does, tried on the operator's own cluster.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Try everything that Jarvis does on your cluster, without changing it.",
        discussion: """
            Every tool that reads is run; every one that changes something is planned, judged by the gate, shown and not \
            sent. With --guest that guest is started, snapshotted, the snapshot deleted, it is stopped and put back as it was \
            found, after its number was typed. Names, addresses and secrets are covered in what is printed and written. With \
            --json: {"version": 1, "findings": [{"subject", "verdict": "good"|"unknown"|"warning"|"fault", "text"}]}.
            """)

    @Option(help: "The cluster; the first when left out.")
    var cluster: String?

    @Option(help: ArgumentHelp("The number of a guest that may be started and stopped.", valueName: "vmid"))
    var guest: Int?

    @Option(help: ArgumentHelp("Write the report to a new file.", valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            "Write what each tool returned into this folder, for a bug report.", valueName: "folder"))
    var record: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let messenger = Messenger(asksDemo: true)
            let answer = AskAnswer(question: "prove", isStreaming: false)
            let words = [cluster ?? "", guest.map { "\($0)" } ?? ""] + (record == nil ? [] : ["bodies"])
            let ending = try messenger.converse(.prove, words) { part in
                answer.receive(part).map { card in
                    let word = ControllingTerminal().map { AskCommand.word(on: card, from: $0) }
                    return ["\(card.audience)", "\(card.card)"] + (word ?? ["nobody"])
                }
            }
            try messenger.close()
            guard let text = answer.document["answer"]?.string, !text.isEmpty else { return ending }
            let told = try JSONValue(parsing: text)
            let findings = (told["findings"]?.array ?? []).compactMap(Finding.init)
            let document = DoctorCommand.document(findings).text.asJSONLine
            let columns = TerminalSize(of: STDOUT_FILENO)?.columns
            StandardOutput.write(json ? document : DoctorCommand.text(findings, columns: columns))
            if let report {
                try PrivateFile.create(report, text: json ? document : DoctorCommand.text(findings))
            }
            if let record { try Self.write(told["bodies"]?.object ?? [:], into: record) }
            return ending
        }
    }

    private static func write(_ bodies: [String: JSONValue], into folder: String) throws {
        for (name, body) in bodies.sorted(by: { $0.key < $1.key }) {
            try PrivateFile.create("\(folder)/\(name).json", text: (body.string ?? body.text) + "\n")
        }
    }
}
