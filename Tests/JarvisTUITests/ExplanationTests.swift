import AIKit
import ClusterKit
import CommandLine
import Evaluation
import HTTP
import House
import JSON
import Memory
import ProxmoxSim
import Screen
import Server
import Settings
import Terminal
import Testing
import Text

@testable import Jarvis

/// The codes of errors: which there are the compiler sees to, as every error's `code` is a switch over all its cases.
struct ExplanationTests {
    /// Every kind of error that has codes, with its codes.
    private static let codes: [String] =
        texts(ProxmoxError.self) + texts(HTTPError.self) + texts(ProviderError.self) + texts(RunFailure.self)
        + texts(RefusalReason.self) + texts(ArgumentError.self) + texts(ToolRejection.self)
        + texts(MemoryError.self) + texts(SettingsError.self) + texts(ConfigurationError.self)
        + texts(SecretError.self) + texts(PrivateFile.Fault.self) + texts(KillFileError.self)
        + texts(FilterError.self) + texts(PriceListError.self) + texts(JSONFault.self)
        + texts(DeadlineExceeded.self) + texts(SearchPatternError.self) + texts(HouseError.self)
        + texts(ServerError.self) + texts(SimulatorError.self) + texts(TerminalError.self)
        + texts(ReplayError.self) + texts(RecordingError.self) + texts(ScreenError.self)
        + texts(MCPFault.self) + texts(TalkRefusal.self) + texts(MentionRefusal.self)
        + texts(EvaluationError.self) + texts(EvaluationRefusal.self) + texts(SummaryFault.self)

    private static func texts<Failure: Explained>(_: Failure.Type) -> [String] {
        Failure.Code.allCases.map(\.rawValue)
    }

    /// Of the command line alone, which keeps its error to itself.
    private static let own = "J-CFG-04"

    @Test func `the code at a sentence's end is known where it was told`() {
        let error = MemoryError.missing("x")
        #expect(Explanation.code(atEndOf: error.told) == error.codeText)
        #expect(Explanation.code(atEndOf: error.told(in: "Twice. \(error)")) == error.codeText)
        for text in ["", "]", "[", "J-RUN-03]", "[J-RUN-03", "[J-RUN-99]", "[j-run-03]", "[J-RUN-03] and on"]
        {
            #expect(Explanation.code(atEndOf: text) == nil, "\(text)")
        }
        #expect(Explanation.code(atEndOf: "[J-RUN-03]") == "J-RUN-03")
    }

    @Test func `every code of every error is explained once, and no other is`() {
        #expect(Self.codes.count > 150)
        #expect(Set(Self.codes).count == Self.codes.count)
        let explained = Explanation.all.map(\.code)
        #expect(Set(explained).count == explained.count)
        #expect(Set(explained) == Set(Self.codes).union([Self.own]))
    }

    @Test func `every error type of the sources has codes, or is one that nobody is shown`() throws {
        let silent: Set = [
            // Inside of a room, turned into another error before anybody sees it.
            "WireFault", "TaskFailure", "Refusal", "Malformed", "Problem", "StrangeValue", "NotKept",
            "OfflineStep", "Abandoned", "Fault", "ErrandFailure",
            // Told on the screen or to a program, in a protocol of its own.
            "CopyRefusal", "Objection", "RPCError",
        ]
        let text = try ProjectFile.sources(under: "Sources").joined(separator: "\n")
        let names = text.matches(of: /(?:enum|struct) ([A-Za-z]+): Error\b/).map { String($0.output.1) }
        #expect(names.count > 30)
        let coded = Set(text.matches(of: /extension ([A-Za-z.]+): Explained/).map { String($0.output.1) })
        for name in names where !silent.contains(name) {
            #expect(coded.contains(name), "\(name) has no codes: see Sources/Jarvis/Explanations")
        }
    }

    @Test func `every code has the shape of one, and words that say what it is and what helps`() {
        for explanation in Explanation.all {
            #expect(explanation.code.wholeMatch(of: /J-[A-Z]{2,4}-[0-9]{2,3}/) != nil, "\(explanation)")
            #expect(explanation.cause.hasSuffix(".") && explanation.remedy.hasSuffix("."), "\(explanation)")
            #expect(explanation.cause.count > 10 && explanation.remedy.count > 5)
        }
    }

    @Test(
        arguments: [
            ("J-PVE-401", "J-PVE-401"), ("j-pve-401", "J-PVE-401"), ("pve-401", "J-PVE-401"),
            ("J-PVE-999", nil),
            ("", nil),
        ] as [(String, String?)])
    func `a code is found however it is written`(written: String, code: String?) {
        #expect(Explanation.named(written)?.code == code)
    }

    @Test
    func `an error is told with its code at the end, that of the error inside of it where there is one`() {
        let error = MemoryError.closed
        #expect(error.told == "\(error) [J-MEM-17]")
        #expect(RunFailure.provider(.offline(detail: "x")).told.hasSuffix(" [J-AI-100]"))
        #expect(RunFailure.empty.told.hasSuffix(" [J-RUN-03]"))
        let ending = Errand.Ending(MemoryError.closed)
        #expect(ending.code == ExitStatus.memory.rawValue && ending.text.hasSuffix(" [J-MEM-17]"))
    }
}
