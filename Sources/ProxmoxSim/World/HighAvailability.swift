/// A guest that the cluster keeps in a wanted state.
struct HighAvailabilityResource: Sendable {
    /// `vm:100` or `ct:101`.
    let sid: String
    let vmid: VMID
    /// What is wanted: `started`, `stopped`, `disabled`, `ignored`.
    var request: String
    /// What the manager believes: `started`, `stopped`, `fence`, `recovery`, `migrate`, `error`.
    var state: String
    let maxRestart: Int
    let maxRelocate: Int
    let comment: String?
}
