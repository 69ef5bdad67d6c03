extension Endpoint {
    /// The release that is spoken.
    static let version = Endpoint(method: .get, path: "/version", access: .everyone) { world, _ in
        let release = world.profile.release
        return Reply([
            "version": .text(release.version), "release": .text(world.profile.rawValue),
            "repoid": .text(release.repository),
        ])
    }

    /// The release of one node.
    static let nodeVersion = Endpoint(
        method: .get, path: "/nodes/{node}/version", access: .everyone, isProxied: true,
        answer: version.answer)
}

extension Profile {
    /// The names that the software of a release has.
    var release: (version: String, repository: String, kernel: String, qemu: String) {
        switch self {
        case .eight: ("8.4.5", "57892e8e686cb35b", "6.8.12-10-pve", "9.2.0")
        case .nine: ("9.2.2", "b9984c6d90a4bd80", "6.17.4-1-pve", "10.1.2")
        }
    }
}
