import CommandLine
import House
import Jarvis
import Multiplexer
import Synchronization

/// What commands ask of the running house: each is an errand, done beside the loop.
///
/// Answers wait here until the loop, which alone may use the socket, delivers them.
final class Inquiries: Sendable {
    private enum Part: Sendable {
        case output(Inquiry, String)
        case end(Inquiry, Errand.Ending)
    }

    private struct State {
        var parts: [Part] = []
        var tasks: [Inquiry.ID: Task<Void, Never>] = [:]
    }

    private let estate: Estate
    private let mailbox: Mailbox
    private let state = Mutex(State())

    init(estate: Estate, mailbox: Mailbox) {
        self.estate = estate
        self.mailbox = mailbox
    }

    /// Begins to answer; an unknown name is answered so.
    func answer(_ inquiry: Inquiry) {
        guard let errand = Errand.named(inquiry.name) else {
            return leave(.end(inquiry, Errand.Ending(.usage, "The running house knows no \(inquiry.name).")))
        }
        state.withLock { state in
            state.tasks[inquiry.id] = Task { @concurrent in
                let ending = await errand.run(in: self.estate, inquiry.arguments, asker: inquiry.id) {
                    self.leave(.output(inquiry, $0))
                }
                self.leave(.end(inquiry, ending))
            }
        }
    }

    /// Takes the operator's word on what an answer under way asks.
    func settle(_ inquiry: Inquiry, _ words: [String], _ testimony: Testimony) {
        Task { @concurrent in
            await estate.settle(words, from: inquiry.id, Approval(testimony))
        }
    }

    /// Has `jarvis doctor` tell of it from now on.
    func warn(of loss: GuardianLoss) {
        estate.note(Finding("house: guardian", .warning, loss.description))
    }

    /// Stops what nobody waits for any more.
    func withdraw(_ inquiry: Inquiry) {
        state.withLock { $0.tasks.removeValue(forKey: inquiry.id) }?.cancel()
    }

    /// Sends what has come together; called by the loop.
    func deliver(to house: HouseSocket) {
        let parts = state.withLock { state in
            defer { state.parts = [] }
            return state.parts
        }
        for part in parts {
            switch part {
            case .output(let inquiry, let text): house.reply(to: inquiry, text)
            case .end(let inquiry, let ending): house.finish(inquiry, code: ending.code, text: ending.text)
            }
        }
    }

    private func leave(_ part: Part) {
        state.withLock { state in
            state.parts.append(part)
            if case .end(let inquiry, _) = part { state.tasks[inquiry.id] = nil }
        }
        mailbox.wake()
    }
}
