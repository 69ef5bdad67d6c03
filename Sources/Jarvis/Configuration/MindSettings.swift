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
    /// Folders of the operator's notes; `nil` for the usual one.
    package var runbooks: [String]?

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
        ] + DiscretionSettings.settings.map { Setting($0, of: \.discretion, isCommon: true) } + [
            Setting(
                "runbooks", \.runbooks, .folders, absent: "runbooks/ beside this file", counts: .nextQuestion,
                "Folders of your own notes in Markdown or text, which Jarvis searches.", isCommon: true)
        ]
    ) { given, settings, mistakes in
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
