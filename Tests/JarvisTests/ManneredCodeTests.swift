import Foundation
import Testing

/// Shapes of code that compile and are wrong, looked for in every source of the project.
struct ManneredCodeTests {
    private static let sources: [(path: String, text: String)] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
            .standardized
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }.map { file in
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            return (file.path.replacing(root.path + "/", with: ""), text)
        }
    }()

    /// The places, as `file: match`, where the sources have this shape.
    private func places(_ shape: Regex<Substring>, except allowed: Set<String> = []) -> [String] {
        Self.sources.filter { !allowed.contains($0.path) }.flatMap { source in
            source.text.matches(of: shape).map { "\(source.path): \($0.output)" }
        }
    }

    @Test func `there are sources to look at`() {
        #expect(Self.sources.count > 500)
    }

    /// Decision 0015: the optimiser of Swift 6.3 loses the part that was built before the await.
    @Test func `no tuple is built across an await`() {
        #expect(places(/return \([^()\n]*,[^\n]*\bawait\b[^\n]*/) == [])
        #expect(places(/TaskGroup\(of: *\([^\n]*/) == [])
        #expect(places(/async let [a-zA-Z]+: *\([^\n]*/) == [])
    }

    /// Decision 0020: `Int(Double)` ends the process beyond its range, and every room here meets figures from outside.
    ///
    /// A conversion says which it is: `clamping:` of whole numbers, `saturating:` of fractions, `radix:` of texts.
    @Test func `no figure from outside is converted without saying what becomes of an absurd one`() {
        let rooms = [
            "ClusterKit", "AIKit", "OfflineButler", "Jarvis", "JarvisTUI", "JSON", "HTTP", "Memory",
            "Settings",
        ]
        let bare =
            /\b(?:U?Int(?:64)?|time_t)\((?!\)|(?:clamping|exactly|saturating|truncatingIfNeeded|bitPattern|ascii):)(?![^\n]*radix: )[^\n]*/
        #expect(places(bare).filter { place in rooms.contains { place.hasPrefix($0 + "/") } } == [])
        // Colours, whose channels have been bounded on the line before.
        let bounded: Set<String> = ["Screen/Values/RGB.swift", "Terminal/OSC/ColorSpecification.swift"]
        let narrow = /\bU?Int(?:8|16|32)\((?![a-zA-Z]+:)[^\n]*\.rounded[^\n]*/
        #expect(places(narrow, except: bounded) == [])
        #expect(places(/\bU?Int(?:64)?\.init\b/) == [])
    }
}
