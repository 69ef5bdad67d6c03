import AIKit
import OfflineButler
import Settings

/// Who answers in the chat, and what that may cost.
package struct MindSettings: Sendable, Hashable {
    /// The one model of a file without a list of them.
    package var model = ModelSettings()
    /// The list of models, the preferred one first; empty where the file has none.
    package var models: [NamedModel] = []
    /// What they may cost together.
    package var budget = BudgetSettings()
    /// What is kept from those that are somebody else's.
    package var discretion = DiscretionSettings()
    /// How the butler speaks, where the operator has not chosen otherwise in the chat.
    package var style = ButlerStyle.work
    /// Folders of the operator's notes; `nil` for the usual one.
    package var runbooks: [String]?
    /// The model by which notes are found by their meaning; `nil` where they are found by their words alone.
    package var embeddings: EmbeddingSettings?

    package init() {}

    /// All that may be asked, the preferred one first; none where rules answer.
    package var choices: [NamedModel] {
        guard models.isEmpty, model.provider.api != nil else { return models }
        return [NamedModel(alone: model)]
    }

    package static let table = SettingsTable<MindSettings>(
        "ai",
        ModelSettings.settings.map { Setting($0, of: \.model, isCommon: true) } + [
            Setting(
                SettingRow(
                    key: "models", values: "a list", fallback: "the one model that the keys above tell",
                    help: "Several models by name, the preferred one first; instead of the keys above.",
                    counts: .nextQuestion, isCommon: true),
                \.models, pages: NamedModel.table.pages
            ) { node, settings, mistakes in settings.read(models: node, &mistakes) },
            Setting("budget", \.budget, BudgetSettings.table, "What it may cost."),
            Setting(
                "style", \.style, .choice, of: MindSettings(), counts: .nextQuestion,
                "How the butler speaks: with a light wit, formally, or bare facts; /style in the chat chooses, too.",
                isCommon: true),
        ] + DiscretionSettings.settings.map { Setting($0, of: \.discretion, isCommon: true) } + [
            Setting(
                "runbooks", \.runbooks, .folders, absent: "runbooks/ beside this file", counts: .nextQuestion,
                "Folders of your own notes in Markdown or text, which Jarvis searches.", isCommon: true),
            Setting(
                SettingRow(
                    key: "embeddings",
                    values: "the name of a model of ai.models, or provider, model and base_url",
                    fallback: "notes are found by their words alone",
                    help: "A model of your network by which notes are found by their meaning as well.",
                    counts: .nextQuestion),
                \.embeddings, pages: EmbeddingSettings.table.pages
            ) { node, settings, mistakes in settings.embeddings = EmbeddingSettings(node, &mistakes) },
        ]
    ) { given, settings, mistakes in
        if let place = given["embeddings"] {
            settings.embeddings?.check(settings.models, at: place, &mistakes)
        }
        guard given["models"] != nil else {
            ModelSettings.check(given, settings.model, &mistakes)
            return
        }
        for key in ModelSettings.settings.map(\.key) {
            guard let place = given[key] else { continue }
            mistakes.note(place.error("ai.models has a list, so this belongs to one of its models"))
        }
    }

    /// The folders of notes by their whole paths.
    package func runbookFolders(environment: [String: String]) -> [String] {
        let folders = runbooks ?? [Folders(environment: environment).configuration + "/runbooks"]
        return folders.map { folder in
            guard folder.hasPrefix("~/"), let home = environment["HOME"] else { return folder }
            return home + folder.dropFirst(1)
        }
    }

    private mutating func read(models list: SettingsNode, _ mistakes: inout SettingsMistakes) {
        guard let nodes = mistakes.collect({ () throws(SettingsError) in try list.list() }) else { return }
        if nodes.isEmpty { mistakes.note(list.error("name at least one model, or leave the list out")) }
        for node in nodes {
            guard let model = NamedModel(node, &mistakes) else { continue }
            if models.contains(where: { $0.name == model.name }) {
                mistakes.note(
                    (node.place("name") ?? node)
                        .error("a second model is called \"\(model.name)\"; names must differ"))
            }
            models.append(model)
        }
    }
}
