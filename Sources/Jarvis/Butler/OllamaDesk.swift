import AIKit
import Synchronization
import Text

/// What the operator does with models that Ollama serves: `/model load NAME`, `unload` and `pull`.
struct OllamaDesk: Sendable {
    let mind: Mind
    /// Hears how far a model is pulled.
    let tell: @Sendable (String) -> Void

    static let verbs: Set<String> = ["load", "unload", "pull"]

    /// What is said to one of the verbs and a model's name.
    func carryOut(_ verb: String, _ name: String) async -> String {
        guard let model = mind.model(named: name) else { return ModelDesk.unknown(name, mind) }
        guard let provider = model.provider as? OllamaProvider else {
            return
                "\(model.name) is not served by Ollama (provider: ollama), so it cannot be told to \(verb) it."
        }
        let id = Untrusted(provider.model.rawValue).line
        do throws(ProviderError) {
            switch verb {
            case "load":
                try await provider.control.load(provider.model)
                return "\(id) is loaded."
            case "unload":
                try await provider.control.unload(provider.model)
                return "\(id) is unloaded; the next question loads it again."
            default:
                try await pull(provider)
                return "\(id) is there."
            }
        } catch {
            return "\(model.name): \(error)"
        }
    }

    /// Tells of every tenth part.
    private func pull(_ provider: OllamaProvider) async throws(ProviderError) {
        let told = Mutex<(layer: Int, tenth: Int)>((0, 0))
        try await provider.control.pull(provider.model) { progress in
            guard let done = progress.done, let total = progress.total, total > 0, done <= total else {
                return
            }
            let tenth = Int(saturating: Double(done) / Double(total) * 10)
            let isNews = told.withLock { told in
                guard total > 50_000_000, told.layer != total || told.tenth != tenth else { return false }
                told = (total, tenth)
                return true
            }
            guard isNews, tenth > 0 else { return }
            tell("\(Untrusted(provider.model.rawValue).line): \(tenth * 10) % of \(Self.size(total)).")
        }
    }

    /// Whether a model is loaded, behind what else is said of it; empty where that is not known.
    func state(of model: AnsweringModel) async -> String {
        guard let provider = model.provider as? OllamaProvider else { return "" }
        let loaded: [OllamaServer.Loaded]
        do {
            loaded = try await withDeadline(.seconds(2)) { try await provider.control.loaded() }
        } catch {
            return ""
        }
        let name = provider.model.rawValue
        guard let held = loaded.first(where: { $0.name == name || $0.name == name + ":latest" }) else {
            return ", not loaded"
        }
        let share = held.size > 0 ? Int(saturating: Double(held.onCard) / Double(held.size) * 100) : 0
        return ", loaded: \(Self.size(held.size)), \(min(100, share)) % on the graphics card"
    }

    private static func size(_ bytes: Int) -> String {
        "\(Int(saturating: Double(bytes) / 100_000_000).description.withTenths) GB"
    }
}

extension String {
    /// Tenths as a figure with a point: `51` is `5.1`.
    fileprivate var withTenths: String {
        let digits = count < 2 ? "0" + self : self
        return digits.dropLast() + "." + digits.suffix(1)
    }
}
