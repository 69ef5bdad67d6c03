import HTTP
import Text

/// How to reach one cluster, and as whom.
package struct ClusterConfiguration: Sendable, Hashable {
    /// Who asks.
    package enum Credential: Sendable, Hashable {
        /// `user@realm!name` and the token's UUID.
        case token(id: String, secret: Secret)
        /// `user@realm` and its password, exchanged for a ticket that is renewed every 15 minutes.
        case password(user: String, secret: Secret)

        /// The account, for people.
        package var account: String {
            switch self {
            case .token(let id, _): id
            case .password(let user, _): user
            }
        }
    }

    /// Whom to believe when an endpoint has no fingerprint of its own.
    package enum Trust: Sendable, Hashable {
        /// The system's certificate authorities. A certificate they do not know is refused with its
        /// fingerprint, so that the user can be asked.
        case system
        /// The authorities in this PEM file only, such as the cluster's own `pve-root-ca.pem`.
        case authority(file: String)
    }

    /// What the user calls the cluster.
    package var name: String
    /// In order of preference; the one that answered last is asked first.
    package var endpoints: [Endpoint]
    package var credential: Credential
    package var trust: Trust
    package var deadlines: Deadlines

    package init(
        name: String, endpoints: [Endpoint], credential: Credential, trust: Trust = .system,
        deadlines: Deadlines = Deadlines()
    ) {
        self.name = name
        self.endpoints = endpoints
        self.credential = credential
        self.trust = trust
        self.deadlines = deadlines
    }
}

/// How long a call may take.
package struct Deadlines: Sendable, Hashable {
    /// Look-up, TCP and TLS.
    package var connect: Duration
    /// A call that the entry node answers itself.
    package var cluster: Duration
    /// The silence after which such a call is put to the next entry node, if there is one.
    package var patience: Duration
    /// A call forwarded to another node: its proxy gives up after 30 s.
    package var node: Duration
    /// A call that touches storages, which may hang for as long as NFS does.
    package var storage: Duration

    package init(
        connect: Duration = .seconds(5), cluster: Duration = .seconds(15),
        patience: Duration = .seconds(5), node: Duration = .seconds(35), storage: Duration = .seconds(45)
    ) {
        self.connect = connect
        self.cluster = cluster
        self.patience = patience
        self.node = node
        self.storage = storage
    }
}
