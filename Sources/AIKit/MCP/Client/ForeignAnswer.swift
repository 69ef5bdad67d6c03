import JSON
import Text

/// What a foreign server answered to a call: text of a stranger, not yet fenced.
package struct ForeignAnswer: Sendable, Hashable {
    package var text: String
    package var structured: JSONValue?
    package var isError: Bool

    /// Parts beyond are not looked at.
    private static let parts = 256

    init(_ result: JSONValue) {
        let kind = result["resultType"]?.string ?? "complete"
        guard kind == "complete" else {
            self.init(
                text:
                    "The server wants to ask something back (\(MCPFault.quoted(kind))), which is not offered.",
                structured: nil, isError: true)
            return
        }
        let parts = result["content"]?.array ?? []
        var lines = parts.prefix(Self.parts).map(Self.words)
        if parts.count > Self.parts { lines.append("[\(parts.count - Self.parts) more parts are left out]") }
        let structured = result["structuredContent"].flatMap { $0.object == nil ? nil : $0 }
        if lines.isEmpty { lines = [structured?.text ?? "(nothing)"] }
        self.init(
            text: lines.joined(separator: "\n"), structured: structured,
            isError: result["isError"] == .bool(true))
    }

    private init(text: String, structured: JSONValue?, isError: Bool) {
        self.text = text
        self.structured = structured
        self.isError = isError
    }

    /// A part that is text; of any other that it is there.
    private static func words(_ part: JSONValue) -> String {
        if part["type"] == "text", let text = part["text"]?.string { return text }
        if part["type"] == "resource", let text = part["resource"]?["text"]?.string { return text }
        if part["type"] == "resource_link", let uri = part["uri"]?.string {
            return "[a link, which is not followed: \(MCPFault.quoted(uri))]"
        }
        let kind = part["type"]?.string ?? "something"
        let size = (part["data"]?.string ?? part["resource"]?["blob"]?.string)?.utf8.count
        return "[\(MCPFault.quoted(kind)) is left out\(size.map { ", \($0) bytes" } ?? "")]"
    }
}
