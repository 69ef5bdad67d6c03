import AIKit
import FoundationEssentials
import Memory
import Text

/// Writes the conversation with a cluster's butler into a new file that only its owner may read.
package struct TalkExport: Sendable {
    /// What it is written as.
    package enum Form: String, Sendable, Hashable {
        case markdown = "md"
        case json
    }

    private let store: Store
    private let cluster: String
    private let environment: [String: String]

    package init(store: Store, cluster: String, environment: [String: String]) {
        self.store = store
        self.cluster = cluster
        self.environment = environment
    }

    /// Writes it, and returns a sentence that says where it is; without a path into the folder of state.
    ///
    /// Throws `MemoryError` or `PrivateFile.Fault`: what is there already is left as it was.
    package func write(
        to path: String?, as form: Form = .markdown, at now: Date = .now
    ) async throws -> String {
        guard let talk = try await Talks(store).current(of: cluster), !talk.remarks.isEmpty else {
            return "There is no conversation yet that could be written down."
        }
        let usual = ExportPlace.path("talk", of: cluster, at: now, environment)
        let place = path.map(place) ?? "\(usual).\(form.rawValue)"
        let text =
            switch form {
            case .markdown: TalkMarkdown(talk).text
            case .json: TalkJSON(talk).text
            }
        try PrivateFile.create(place, text: text)
        return "\(Untrusted(place).line) has the conversation; what looks like a secret is covered."
    }

    /// Below the operator's home where it does not begin with a slash: the house has another working folder.
    private func place(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        let below = path.hasPrefix("~/") ? String(path.dropFirst(2)) : path
        return (environment["HOME"] ?? "/") + "/" + below
    }
}
