import AIKit
import OfflineButler
import Settings

/// A model of the list: its name, what it is, and what it is asked for.
package struct NamedModel: Sendable, Hashable {
    /// What the operator calls it.
    package var name: String
    package var settings: ModelSettings
    /// How far what is said to it goes.
    package var privacy: ModelPrivacy
    /// The questions that it is asked first.
    package var uses: Set<QuestionKind>

    /// The only model there is, named by its provider and asked everything.
    init(alone settings: ModelSettings) {
        name = settings.provider.name
        self.settings = settings
        privacy = Self.privacy(of: settings)
        uses = Set(QuestionKind.allCases)
    }

    /// Notes every mistake; `nil` without a name and a provider.
    init?(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        var draft = Draft()
        Self.table.read(node, into: &draft, &mistakes)
        guard let name = draft.name, draft.settings.provider.api != nil else { return nil }
        self.name = name
        settings = draft.settings
        privacy = draft.privacy ?? Self.privacy(of: draft.settings)
        uses = draft.uses ?? privacy.usualUses
        if privacy == .cloud, draft.uses?.contains(.private) == true {
            mistakes.note(
                (node.place("good_for") ?? node)
                    .error("what is private goes to no cloud; say privacy: lan if the server is yours"))
        }
    }

    /// By the address alone.
    private static func privacy(of settings: ModelSettings) -> ModelPrivacy {
        ModelAddress(settings.baseURL ?? settings.provider.api?.base ?? "").isLocal ? .lan : .cloud
    }
}

extension NamedModel {
    /// A model as far as it was read.
    package struct Draft: Sendable {
        var name: String?
        var settings = ModelSettings()
        var privacy: ModelPrivacy?
        var uses: Set<QuestionKind>?
    }

    /// Words that choose among the models and are none of them.
    package static let reservedNames: Set<String> = ["auto", "offline"]

    package static let table = SettingsTable<Draft>(
        "ai.models[]",
        [Setting("name", \.name, title, counts: .nextQuestion, "What it is called here.")]
            + ModelSettings.settings.map { Setting($0, of: \.settings, isCommon: false) } + [
                Setting(
                    "privacy", \.privacy, .choice, absent: "lan for an address of your network, else cloud",
                    counts: .nextQuestion,
                    "How far what is said to it goes; what is private goes to lan alone."),
                Setting(
                    "good_for", \.uses, uses,
                    absent: "for cloud read, diagnose and act; for lan read and private",
                    counts: .nextQuestion, "The questions that it is asked first."),
            ]
    ) { given, draft, mistakes in
        if given["name"] == nil { mistakes.note(given.node.error("a model of the list needs a name")) }
        if given["provider"] == nil {
            mistakes.note(given.node.error("a model of the list needs a provider"))
        } else if let place = given["provider"], place.text == ProviderKind.offline.name {
            mistakes.note(place.error("the rules answer in any case when no model can; leave this one out"))
        }
        ModelSettings.check(given, draft.settings, &mistakes)
    }

    private static let title = SettingKind<String>("a word of letters, digits and . _ -") {
        node throws(SettingsError) in
        let text = try node.string()
        guard !text.looksLikeSecret else {
            throw node.error("this looks like a key; a name for the model is expected")
        }
        let isWord = text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "._-".utf8.contains($0) }
        guard (1...32).contains(text.utf8.count), isWord else {
            throw node.error("a name has 1 to 32 letters, digits and . _ -")
        }
        guard !reservedNames.contains(text.lowercased()) else {
            throw node.error("\(text) has a meaning of its own after /model; take another name")
        }
        return text
    }

    private static let uses = SettingKind<Set<QuestionKind>>(
        "a list of \(QuestionKind.allCases.map(\.rawValue).joined(separator: ", "))"
    ) { node throws(SettingsError) in
        var uses: Set<QuestionKind> = []
        for element in try node.list() { uses.insert(try element.choice()) }
        guard !uses.isEmpty else { throw node.error("name at least one use, or leave the key out") }
        return uses
    }
}
