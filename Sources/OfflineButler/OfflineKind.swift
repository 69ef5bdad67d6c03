import AIKit

extension ProviderKind {
    /// No model: questions are understood by rules.
    package static let offline = ProviderKind("offline", .rules { OfflineProvider() })
}
