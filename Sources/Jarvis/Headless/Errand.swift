/// Work that a command without a screen asks for, by name.
///
/// The running house does it on request; when there is none, the command does it itself with a `Estate` of its
/// own. What it writes and how it ends are the same in both.
package struct Errand: Sendable {
    /// What has to be there.
    package enum Need: Sendable, Hashable {
        /// The database only.
        case memory
        /// The database and the clusters of the configuration, watched.
        case clusters
        /// The clusters alone: nothing is remembered, and nobody is kept from remembering.
        case view
    }

    /// How it ended: an exit code, and a sentence for standard error, empty when there is nothing to say.
    package struct Ending: Sendable, Hashable {
        package var code: Int32
        package var text: String

        package init(code: Int32, text: String = "") {
            self.code = code
            self.text = text
        }

        package init(_ status: ExitStatus, _ text: String = "") {
            self.init(code: status.rawValue, text: text)
        }
    }

    /// Writes a part of the answer; parts end anywhere.
    package typealias Output = @Sendable (String) -> Void

    /// What the house calls it.
    package let name: String
    package let need: Need
    /// The longest silence while it is under way.
    package let patience: Duration
    private let work: @Sendable (Estate, [String], Asker, @escaping Output) async -> Ending

    /// Who waits for the answer, by the number of the connection; a command that does the errand itself is 0.
    package typealias Asker = Int

    init(
        _ name: String, need: Need, patience: Duration = .seconds(60),
        work: @escaping @Sendable (Estate, [String], @escaping Output) async -> Ending
    ) {
        self.init(
            name, need: need, patience: patience,
            conversing: { estate, arguments, _, output in
                await work(estate, arguments, output)
            })
    }

    /// One that asks back: what it asks is answered by `asker` alone, see `Estate.settle`.
    init(
        _ name: String, need: Need, patience: Duration,
        conversing work: @escaping @Sendable (Estate, [String], Asker, @escaping Output) async -> Ending
    ) {
        self.name = name
        self.need = need
        self.patience = patience
        self.work = work
    }

    /// Does it; ends early when the surrounding task is cancelled.
    package func run(
        in estate: Estate, _ arguments: [String], asker: Asker = 0, output: @escaping Output
    ) async -> Ending {
        await work(estate, arguments, asker, output)
    }

    /// Every errand; a new one is a file and a line here.
    package static let all = [
        status, describe, ask, doctor, prove, verifyAudit, listActs, exportActs, cost, enterBills, exam,
        backUp, trust,
        tools, resource, watchResources, callTool,
    ]

    package static func named(_ name: String) -> Errand? {
        all.first { $0.name == name }
    }
}

/// How a command ends, for the script that started it: the numbers of sysexits.h(3head).
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case done = 0
    case found = 1
    case usage = 64
    case unavailable = 69
    case software = 70
    case system = 71
    case cannotCreate = 73
    case memory = 74
    case wire = 76
    case refused = 77
    case configuration = 78

    /// When a command ends so, for the help.
    package var meaning: String {
        switch self {
        case .done: "done"
        case .found: "something is wrong: a fault, a broken audit log, an action that failed"
        case .usage: "the arguments or the terminal do not fit"
        case .unavailable: "a cluster, the model or the house does not answer"
        case .software: "Jarvis itself failed; a crash report is named"
        case .system: "the system refused a call"
        case .cannotCreate: "a file is there already, or cannot be written"
        case .memory: "the memory cannot be read or written, or standard output not written"
        case .wire: "the other side speaks another language"
        case .refused: "refused: rights are missing, or nobody confirmed"
        case .configuration: "there is no configuration, or it has a mistake"
        }
    }

    /// All of them, a line each, for the help.
    package static var table: String {
        let rows = allCases.map { status in
            let code = "\(status.rawValue)"
            return "  " + code + String(repeating: " ", count: 7 - code.count) + status.meaning
        }
        return (["EXIT CODES:"] + rows + ["  128+N  ended by signal N"]).joined(separator: "\n")
    }
}
