import Glibc
import House
import Jarvis

/// The question before a house ends: what runs in its shells would end with it.
struct HouseParting {
    private let question: Question

    init(_ question: Question) {
        self.question = question
    }

    /// Why the house is not to end, `nil` when it may: nothing runs in it, or the operator says yes.
    ///
    /// With `asksAlways` idle shells, too, are asked about.
    func refusal(of request: String, asksAlways: Bool = false) -> Errand.Ending? {
        let programs: String
        do throws(HouseError) {
            let answer = try programsRunning()
            guard !answer.isEmpty || asksAlways else { return nil }
            programs =
                answer.isEmpty
                ? "Only idle shells would end with the house."
                : "These programs would end with the house:\n\(answer)"
        } catch .noHouse {
            // Kept shells run what nobody can name; `killHouse` says what is wrong where the keeper cannot be asked.
            guard (try? question.canMakeWay()) == true else { return nil }
            programs =
                "No house is running. The shells of the last one are kept, with what runs in them, and would end."
        } catch .noAnswer(let process) {
            let name = process.map { " (process \($0))" } ?? ""
            programs = "The house\(name) does not answer. Its shells are kept for the next `jarvis`."
        } catch .unreachable {
            programs =
                "The socket of the house is gone: it does not say what runs in its shells, which end with it."
        } catch {
            programs = "The house does not say what runs in its shells, which end with it: \(error)"
        }
        guard isatty(STDIN_FILENO) == 1, let terminal = ControllingTerminal() else {
            return Errand.Ending(.refused, programs + "\nNothing was ended; --force ends it all the same.")
        }
        terminal.say(programs)
        return terminal.confirms(request) ? nil : Errand.Ending(.refused, "Nothing was ended.")
    }

    /// The tabs with programs other than idle shells, a line each.
    private func programsRunning() throws(HouseError) -> String {
        var lines = ""
        let ending = try question.ask(Inquiry.runningPrograms, patience: .seconds(5)) { lines += $0 }
        guard ending.code == 0 else { throw .malformed(ending.text) }
        while lines.last == "\n" { lines.removeLast() }
        return lines
    }

    /// Offers to replace a house whose program was upgraded; returns an ending when there is nothing to attach to then.
    static func renew(_ address: HouseAddress) throws -> Errand.Ending? {
        let question = Question(to: address)
        guard ProcessEnvironment.current[HouseStart.insideMark] != address.state,
            let house = try question.house(), house.version != Version.text || house.isReplaced,
            isatty(STDIN_FILENO) == 1, let terminal = ControllingTerminal()
        else { return nil }
        terminal.say(
            house.version == Version.text
                ? "The program of the running house was replaced since it began."
                : "The running house is version \(house.version), this is \(Version.text).")
        if try question.canMakeWay() {
            let isWanted = terminal.confirms("Let this one take its place? The shells go on.")
            if isWanted { try question.makeWay() }
            return isWanted || house.speaksThisWire ? nil : Errand.Ending(.refused, "Nothing was ended.")
        }
        let parting = HouseParting(question)
        if let refusal = parting.refusal(of: "Restart the house?", asksAlways: true) {
            return house.speaksThisWire ? nil : refusal
        }
        _ = try question.killHouse()
        return nil
    }
}
