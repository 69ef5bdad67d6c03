import Glibc
import Onlooker
import Terminal

/// `jarvis simulate` in a process of its own, which can be stopped so that everything it serves hangs.
final class SimulatedCluster {
    let address: String
    let fingerprint: String
    let token: String
    let secret: String
    private let running: Subject.Running
    private let folder: Folder

    init(_ jarvis: String, nodes: Int, guests: Int? = nil) throws(BenchmarkError) {
        var words = [jarvis, "simulate", "--port", "0", "--nodes", "\(nodes)"]
        if let guests { words += ["--guests", "\(guests)"] }
        folder = try Folder()
        let subject = Subject(name: "jarvis simulate", words: words, marks: ["Interrupt to end."])
        running = try subject.startAndShow(in: folder)
        let facts = running.program.look { screen in
            Dictionary(
                (0..<screen.size.rows).map { Self.fact(screen.text(row: $0)) },
                uniquingKeysWith: { $1 })
        }
        guard let address = facts["address"], let fingerprint = facts["fingerprint"],
            let token = facts["token"], let secret = facts["secret"]
        else {
            running.program.end()
            throw .noCluster("jarvis simulate does not say how it is reached")
        }
        (self.address, self.fingerprint, self.token, self.secret) = (address, fingerprint, token, secret)
    }

    /// The first word of a line, and the rest.
    private static func fact(_ line: String) -> (String, String) {
        let words = line.split(separator: " ")
        return (words.first.map(String.init) ?? "", words.dropFirst().joined(separator: " "))
    }

    /// Connections are still taken by the kernel, and nothing is answered any more.
    func hang() {
        for process in running.family.members { kill(process, SIGSTOP) }
    }

    func end() {
        for process in running.family.members { kill(process, SIGCONT) }
        running.program.end()
    }
}
