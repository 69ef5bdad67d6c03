import FoundationEssentials
import Glibc
import Memory
import Multiplexer
import Text

/// How this house came to the shells of the one before.
struct HouseReturn {
    /// How the house before died, as its front saw it; empty where that saw nothing but its death.
    let fate: String?
    /// What it wrote down.
    let legacy: HouseKeepsake?
    /// How many of its shells go on.
    let shells: Int

    /// The line for the feed; `nil` when there was no house before, or it ended in order.
    func line(at time: Date) -> EventRecord? {
        guard fate != nil || legacy != nil else { return nil }
        let makesWay = legacy?.makesWay == true
        return EventRecord(
            time: time, severity: makesWay ? .notice : .warning, origin: .automatic, kind: "house.returned",
            subject: nil, cluster: nil, title: makesWay ? succession : death, detail: makesWay ? nil : trace)
    }

    private var goingOn: String {
        switch shells {
        case 0: "it had no shells"
        case 1: "its shell goes on"
        default: "its \(shells) shells go on"
        }
    }

    private var succession: String {
        let version = Untrusted(legacy?.version ?? "").line
        return "took the place of a house of version \(version); \(goingOn)"
    }

    private var death: String {
        let how = fate.flatMap { $0.isEmpty ? nil : " (\(Untrusted($0).line))" } ?? ""
        return "the house \(hasReport ? "crashed" : "ended without a word")\(how) and began anew; \(goingOn)"
    }

    private var trace: String? {
        guard let legacy else { return nil }
        if hasReport { return "The crash report is \(Untrusted(legacy.crashFile).line)" }
        return legacy.logFile.isEmpty
            ? nil : "It left no crash report; its log is \(Untrusted(legacy.logFile).line)"
    }

    private var hasReport: Bool {
        var status = stat()
        guard let legacy, !legacy.crashFile.isEmpty else { return false }
        return stat(legacy.crashFile, &status) == 0 && status.st_size > 0
    }
}
