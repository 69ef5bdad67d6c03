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
        case .memory: "the memory, or the output, cannot be read or written"
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
