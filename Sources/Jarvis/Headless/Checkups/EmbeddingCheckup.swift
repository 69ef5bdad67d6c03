import AIKit
import Memory

/// Examines the model by which notes are found by their meaning: whether it answers with a vector, and how many of the
/// notes have one.
package enum EmbeddingCheckup {
    /// Nothing where there is no such model; `store` is looked into where it is open.
    package static func findings(
        of settings: MindSettings, _ environment: [String: String], in store: Store? = nil
    ) async -> [Finding] {
        let server: EmbeddingServer
        do throws(ConfigurationError) {
            guard let found = try await settings.embeddingServer(environment: environment) else { return [] }
            server = found
        } catch {
            return [Finding(subject, .fault, error.told)]
        }
        let place = "\(server.model) at \(server.address)"
        do throws(ProviderError) {
            let vectors = try await server.vectors(of: ["backup"], within: patience)
            let made = await counts(of: server.model, in: store)
            return [
                Finding(
                    subject, .good,
                    "\(place): it answers with \(vectors.first?.count ?? 0) numbers a text\(made)")
            ]
        } catch {
            return [
                Finding(
                    subject, .warning,
                    "\(place): \(error) Until it answers, notes are found by their words alone.")
            ]
        }
    }

    private static let subject = "model for embeddings"
    /// A model that has to be loaded first is waited for.
    private static let patience = Duration.seconds(20)

    private static func counts(of model: ModelID, in store: Store?) async -> String {
        guard let store else { return "" }
        do throws(MemoryError) {
            let counts = try await store.passages.vectorCounts(of: model.rawValue)
            return "; \(counts.made) of \(counts.all) passages of your notes have theirs"
        } catch {
            return "; how many notes have theirs is not known: \(error)"
        }
    }
}
