import AIKit
import Evaluation
import Jarvis
import Multiplexer

/// Enters into the ledger what questions of an evaluation cost, as soon as each is answered.
///
/// What cost nothing goes with the next that did, or at the end.
final class BillClerk {
    private let asker: BillList.Asker
    /// Whether there is a memory to keep them in.
    private let isKeeping: Bool
    private var waiting: [AnswerBill] = []
    private var hasComplained = false

    init(_ asker: BillList.Asker, isKeeping: Bool) {
        self.asker = asker
        self.isKeeping = isKeeping
    }

    /// Has the questions asked, and hears of each answer on this thread.
    func attend(
        _ evaluation: Evaluation, progress: @escaping @Sendable (String) -> Void = { _ in },
        heard: (Trial) -> Void = { _ in }
    ) throws -> [Scorecard] {
        let spool = Spool<Trial?>()
        let asking = Blocking.begin {
            defer { spool.put(nil) }
            return try await evaluation.run(progress: progress) { _, trial in spool.put(trial) }
        }
        while let trial = spool.next() {
            heard(trial)
            waiting += trial.bills
            if trial.cost > .zero || waiting.count >= Self.batch { enter() }
        }
        enter()
        return try asking.wait()
    }

    private static let batch = 20

    /// What cannot be kept is told once, and the questions go on: their own bound counts it all the same.
    private func enter() {
        defer { waiting = [] }
        guard isKeeping, !waiting.isEmpty else { return }
        var fault: String?
        do {
            for start in stride(from: 0, to: waiting.count, by: BillList.limit) {
                let part = Array(waiting[start...].prefix(BillList.limit))
                let messenger = Messenger()
                let ending = try messenger.carry(.enterBills, [BillList(asker, part).json.text])
                try messenger.close()
                if ending.code != ExitStatus.done.rawValue { fault = ending.text }
            }
        } catch {
            fault = "\(error)"
        }
        guard let fault, !hasComplained else { return }
        hasComplained = true
        StandardError.write("What the answers cost cannot be kept in the ledger: \(fault)")
    }
}
