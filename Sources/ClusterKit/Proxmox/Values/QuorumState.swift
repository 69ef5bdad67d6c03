/// Whether the cluster may decide anything.
package enum QuorumState: Sendable, Hashable {
    /// Nobody answered, or the account lacks `Sys.Audit` on `/`.
    case unknown
    /// One node that was never joined to a cluster.
    case standalone
    /// Members present and members there should be, one vote each as Proxmox gives them; a vote of a
    /// quorum device is not among them.
    case cluster(isQuorate: Bool, votes: Int, expected: Int)
}
