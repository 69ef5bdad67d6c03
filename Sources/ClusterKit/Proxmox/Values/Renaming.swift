/// What a name of a cluster is of.
package enum NamedKind: String, Sendable, Hashable, CaseIterable {
    case cluster, node, guest, storage, pool, tag, user, host
}

/// Gives the things of a cluster other names, such as for a picture that is given away.
package protocol Renaming {
    /// The other name of a thing; the same for the same.
    mutating func name(_ kind: NamedKind, _ name: String) -> String
    /// A text with other names for those in it, and nothing of secrets and addresses; the text is untrusted.
    mutating func text(_ text: String) -> String
}
