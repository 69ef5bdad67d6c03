import Jarvis
import Testing

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

@Suite struct DoctorTextTests {
    private let findings = [
        Finding(
            "terminal: glyphs", .good, "xterm-256color shows colours, box drawing, braille and joined emoji"),
        Finding("home: rights", .warning, "short"),
    ]

    @Test func `on a narrow terminal the words go on below each other, whole`() {
        let lines = DoctorCommand.text(findings, columns: 60).split(separator: "\n")
        #expect(
            lines == [
                "  ok    terminal: glyphs  xterm-256color shows colours, box",
                "                          drawing, braille and joined emoji",
                "  WARN  home: rights      short",
            ])
    }

    @Test(arguments: [nil, 40]) func `a finding is one line where there is no terminal or no room`(
        columns: Int?
    ) {
        #expect(DoctorCommand.text(findings, columns: columns).split(separator: "\n").count == 2)
    }
}
