import AIKit
import OfflineButler
import Settings

/// The model by which the operator's notes are found by their meaning: one of the list, or one that is asked nothing else.
package enum EmbeddingSettings: Sendable, Hashable {
    case named(String)
    case own(ModelSettings)

    /// Notes every mistake; `nil` for what is neither a name nor a model.
    init?(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        guard node.names != nil else {
            guard let name = mistakes.collect({ () throws(SettingsError) in try node.string() }) else {
                return nil
            }
            self = .named(name)
            return
        }
        var settings = ModelSettings()
        Self.table.read(node, into: &settings, &mistakes)
        guard settings.provider.api != nil else { return nil }
        self = .own(settings)
    }

    /// A model of its own: of the keys of a model those that say where it is.
    package static let table = SettingsTable<ModelSettings>(
        "ai.embeddings",
        ModelSettings.settings.filter { ["provider", "model", "base_url", "key"].contains($0.key) }.map {
            Setting($0, of: \.self, isCommon: false)
        }
    ) { given, settings, mistakes in
        guard given["provider"] != nil, settings.provider.api != nil else {
            mistakes.note((given["provider"] ?? given.node).error("name a provider: ollama or openai"))
            return
        }
        ModelSettings.check(given, settings, &mistakes)
        refuse(settings, privacy: nil, at: given["provider"] ?? given.node, &mistakes)
    }

    /// Notes why a model of the list cannot be the one that is named.
    func check(_ models: [NamedModel], at node: SettingsNode, _ mistakes: inout SettingsMistakes) {
        guard case .named(let name) = self else { return }
        guard let model = models.first(where: { $0.name == name }) else {
            mistakes.note(
                node.error(
                    "ai.models has no \(name); name one of them, or give provider, model and base_url here"))
            return
        }
        Self.refuse(model.settings, privacy: model.privacy, at: node, &mistakes)
    }

    /// `privacy` is what the operator says of the server, where he does; else its address says it.
    private static func refuse(
        _ settings: ModelSettings, privacy: ModelPrivacy?, at node: SettingsNode,
        _ mistakes: inout SettingsMistakes
    ) {
        guard EmbeddingServer.embeds(settings.provider) else {
            mistakes.note(
                node.error(
                    "\(settings.provider.name) has no vectors of texts; ask a model of provider ollama or openai"
                ))
            return
        }
        let base = settings.baseURL ?? settings.provider.api?.base ?? ""
        guard (privacy ?? (ModelAddress(base).isLocal ? .lan : .cloud)) == .cloud else { return }
        mistakes.note(
            node.error(
                "whole notes would be sent there, and they go to no cloud; take a model of your network (base_url with "
                    + "an address of it, or one of ai.models with privacy: lan)"))
    }
}

extension MindSettings {
    /// The settings of the model for embeddings, and where they stand; `nil` where there is none.
    package var embeddingModel: (settings: ModelSettings, place: String)? {
        switch embeddings {
        case nil: nil
        case .own(let settings): (settings, "ai.embeddings")
        case .named(let name):
            models.first { $0.name == name }.map { ($0.settings, "ai.models.\(name)") }
        }
    }
}
