/// Something that befalls the cluster, by name.
package struct Scenario: Sendable, Identifiable {
    /// What a person types, such as `node-dies`.
    package let name: String
    /// What happens, in a sentence.
    package let help: String
    /// Begins it; what follows goes on the agenda.
    let act: @Sendable (inout World) -> Void

    package var id: String { name }
}

extension Scenario {
    /// Everything that can befall the cluster.
    package static let all: [Scenario] = [
        .nodeDies, .nodeReturns, .guestCrashes, .backupRuns, .storageFills, .storageHangs, .quorumLost,
        .quorumReturns, .certificateRotates, .slowNetwork, .answersLost, .calm,
    ]

    /// The scenario of this name.
    package static func named(_ name: String) -> Scenario? {
        all.first { $0.name == name }
    }
}
