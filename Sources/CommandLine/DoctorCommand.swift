import ArgumentParser
import Glibc
import House
import JSON
import Jarvis
import Text

/// `jarvis doctor`: what works and what does not, and why.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Examine terminal, system, clusters, rights, model and memory.",
        discussion: """
            With --json: {"version": 1, "findings": [{"subject", "verdict": \
            "good"|"unknown"|"warning"|"fault", "text"}]}.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        try Errand.Ending.leave {
            let environment = ProcessEnvironment.current
            var findings = SystemCheckup(environment: environment).findings()
            let (settings, configuration) = Self.configuration(environment)
            findings += configuration
            findings += try Self.house(settings, environment)
            let columns = TerminalSize(of: STDOUT_FILENO)?.columns
            StandardOutput.write(
                json ? Self.document(findings).text.asJSONLine : Self.text(findings, columns: columns))
            return Errand.Ending(findings.contains { $0.verdict == .fault } ? .found : .done)
        }
    }

    private static func configuration(_ environment: [String: String]) -> (Configuration?, [Finding]) {
        let file = Folders(environment: environment).configurationFile
        guard var reading = ConfigurationReading(file: file) else {
            let text = "there is no \(file): `jarvis config init` makes one, `jarvis` opens the demo"
            return (nil, [Finding("configuration", .unknown, text)])
        }
        let mistakes = reading.mistakes.all
        guard mistakes.isEmpty else {
            return (nil, mistakes.map { Finding("configuration", .fault, $0.description) })
        }
        let names = reading.configuration.clusters.map(\.name).joined(separator: ", ")
        let text = "\(file), clusters: \(names.isEmpty ? "none" : names)"
        reading.examineKeys(screen: .of([], KnownCommands.all))
        // The house begins all the same, with the keys by default.
        let keys = reading.mistakes.all.map { Finding("configuration", .warning, $0.description) }
        return (reading.configuration, keys.isEmpty ? [Finding("configuration", .good, text)] : keys)
    }

    /// What the running house finds with its own eyes; with none, what this process does.
    private static func house(
        _ settings: Configuration?, _ environment: [String: String]
    ) throws -> [Finding] {
        let demo = DemoHouse(environment)
        let turn = demo.turn
        let findings = try findings(
            of: turn == .demo ? demo.address : .standard(environment), settings, environment)
        switch turn {
        case .house: return findings
        case .houseBesideDemo:
            return findings + [Finding("demo", .good, "one runs, too; what stands here is not about it")]
        case .demo:
            let kill = KillFile(folder: Folders(environment: environment).state).state().finding
            return [kill, Finding("demo", .good, "what follows is about its simulated cluster")]
                .compactMap(\.self) + findings
        }
    }

    private static func findings(
        of house: HouseAddress, _ settings: Configuration?, _ environment: [String: String]
    ) throws -> [Finding] {
        do throws(HouseError) {
            var text = ""
            let ending = try Question(to: house).ask(
                Errand.doctor.name, patience: Errand.doctor.patience
            ) { text += $0 }
            guard ending.code == 0 else { return [Finding("house", .fault, ending.text)] }
            return [Finding("house", .good, "it runs, and examined what follows")] + parsed(text)
        } catch .noHouse {
            return try Blocking.wait {
                [Finding("house", .good, "none is running")]
                    + (await LoneExamination.findings(
                        settings, folders: Folders(environment: environment), environment: environment))
            }
        } catch {
            return [Finding("house", .fault, error.told)]
        }
    }

    private static func parsed(_ text: String) -> [Finding] {
        guard let list = (try? JSONValue(parsing: text))?.array else {
            return [Finding("house", .fault, "its answer cannot be read; is it of another version?")]
        }
        return list.compactMap(Finding.init)
    }

    static func document(_ findings: [Finding]) -> JSONValue {
        ["version": 1, "findings": .array(findings.map(\.json))]
    }

    /// One row a finding, marked where something is to be done; on a terminal of so many columns its words go on below each
    /// other.
    static func text(_ findings: [Finding], columns: Int? = nil) -> String {
        let rows = findings.map { finding in
            [mark(finding.verdict), Untrusted(finding.subject).line, Untrusted(finding.text).line]
        }
        return TextTable.lines(rows, columns: columns).joined(separator: "\n") + "\n"
    }

    private static func mark(_ verdict: Finding.Verdict) -> String {
        switch verdict {
        case .good: "ok"
        case .unknown: "?"
        case .warning: "WARN"
        case .fault: "FAULT"
        }
    }
}
