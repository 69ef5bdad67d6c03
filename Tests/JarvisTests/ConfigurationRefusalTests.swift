import FoundationEssentials
import Glibc
import Jarvis
import Settings
import Testing

@Suite struct ConfigurationRefusalTests {
    @Test(arguments: [
        ("ai: {provider: sk-ant-api03-AAAABBBBCCCCDDDD}", "ai.provider"),
        ("ai: {key: {sk-ant-api03-AAAABBBBCCCCDDDD: x}}", "ai.key"),
        ("ai: {provider: openai, model: sk-ant-api03-AAAABBBBCCCCDDDD}", "ai.model: this looks like a key"),
        (
            "ai: {provider: openai, model: m, base_url: \"http://u:AAAABBBB@h/v1\"}",
            "without a name, a password"
        ),
        ("ai: {provider: openai, model: m, base_url: \"http://h/v1?k=AAAABBBB\"}", "and a query"),
        ("ui: {theme: [sk-ant-api03-AAAABBBB]}", "ui.theme: expected text"),
    ])
    func `a secret in the wrong place is refused and not shown`(text: String, words: String) throws {
        let sentences = ConfigurationReading(text + "\n", file: "f").mistakes.all.map(\.description)
        #expect(sentences.joined().contains(words), "\(sentences)")
        #expect(!sentences.joined().contains("AAAABBBB"), "\(sentences)")
    }

    @Test func `what is no file or far too large is refused before it is read`() throws {
        let folder = try Folder()
        defer { folder.remove() }
        let mistakes = ConfigurationReading(file: folder.path)?.mistakes.all.map(\.problem)
        #expect(mistakes == ["it is no file; put one in its place"])
        let file = folder.path + "/large.yaml"
        try Data(repeating: UInt8(ascii: "#"), count: 2 << 20).write(to: URL(filePath: file))
        chmod(file, 0o600)
        let large = ConfigurationReading(file: file)?.mistakes.all.map(\.problem)
        #expect(large == ["it is larger than 1 MiB, and so no configuration"])
    }
}
