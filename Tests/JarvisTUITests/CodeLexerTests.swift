import Testing

@testable import JarvisTUI

@Suite struct CodeLexerTests {
    /// The parts that are not plain, as `kind:text`.
    private static func told(_ language: String, _ text: String) throws -> [String] {
        var lexer = CodeLexer(try #require(CodeLanguage.named(language)))
        var told: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let parts = lexer.parts(of: String(line))
            #expect(parts.map(\.text).joined() == line)
            told += parts.filter { $0.kind != .plain }.map { "\($0.kind):\($0.text)" }
        }
        return told
    }

    @Test(arguments: [
        (
            "sh", "for i in $A ${B}; do # x",
            ["keyword:for", "keyword:in", "name:$A", "name:${B}", "keyword:do", "comment:# x"]
        ),
        ("bash", "echo \"a # b\" a#b", ["keyword:echo", "string:\"a # b\""]),
        ("yaml", "- name: don't # why", ["name:name", "comment:# why"]),
        ("yml", "a.b: true\nurl: http://x:80", ["name:a.b", "keyword:true", "name:url", "number:80"]),
        (
            "json", "{\"a\": \"b\", \"n\": -1.5e3}",
            ["name:\"a\"", "string:\"b\"", "name:\"n\"", "number:1.5e3"]
        ),
        ("ini", "[Unit]\nAfter=x.target ; no", ["keyword:[Unit]", "name:After", "comment:; no"]),
        (
            "python", "def f(x):\n  \"\"\"a\n  b\"\"\" # c",
            ["keyword:def", "string:\"\"\"a", "string:  b\"\"\"", "comment:# c"]
        ),
        (
            "Swift", "let a = \"x\\\"y\" /* b\nc */ let",
            ["keyword:let", "string:\"x\\\"y\"", "comment:/* b", "comment:c */", "keyword:let"]
        ),
        ("c", "int x2 = 0x1F; // \"", ["keyword:int", "number:0x1F", "comment:// \""]),
        ("c", "\"never closed\\", ["string:\"never closed\\"]),
    ])
    func `keywords, names, texts, figures and comments are told apart`(
        language: String, text: String, told: [String]
    ) throws {
        #expect(try Self.told(language, text) == told)
    }

    @Test func `whatever a line holds, its parts are the line`() throws {
        for language in ["sh", "yaml", "json", "ini", "python", "swift"] {
            for text in Widths.texts + [
                "", " ", "\\", "'\\", "\"", "${", "$", "- ", "[", "=", ":", "a:", "/*", "`",
            ] {
                _ = try Self.told(language, text)
            }
        }
    }

    @Test func `a language that nobody knows has no colours`() {
        #expect(CodeLanguage.named("klingon") == nil)
        #expect(CodeLanguage.named("") == nil)
    }
}
